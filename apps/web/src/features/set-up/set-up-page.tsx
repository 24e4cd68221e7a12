import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { CentredPage } from '../../ui/centred-page.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';

/** Where the link leads that the server printed at its first start. */
export function SetUpPage() {
  const { token } = useSearch({ from: '/setup' });
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => client.call('getSetup') });
  if (setup.data && !setup.data.needs_setup) {
    return (
      <CentredPage title={t('set_up.done.title')} text={t('set_up.done.text')}>
        <Link to="/login">{t('sign_in.submit')}</Link>
      </CentredPage>
    );
  }
  if (!token) return <CentredPage title={t('set_up.no_token.title')} text={t('set_up.no_token.text')} />;
  return (
    <CentredPage title={t('set_up.title')} text={t('set_up.text')}>
      <OwnerForm token={token} />
    </CentredPage>
  );
}

/** The account exists whether this can be read or not. */
async function firstProject(): Promise<string | undefined> {
  try {
    const { data } = await client.call('listProjects', { query: { limit: 1 } });
    return data[0]?.slug;
  } catch {
    return undefined;
  }
}

function OwnerForm({ token }: { token: string }) {
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (form: FormData) => {
      const value = (name: string) => String(form.get(name) ?? '').trim() || undefined;
      return client.call('completeSetup', {
        body: {
          token,
          email: value('email') ?? '',
          password: String(form.get('password')),
          name: value('name'),
          organization_name: value('organization_name'),
          project_name: value('project_name'),
        },
      });
    },
    onSuccess: async (session) => {
      client.adopt(session);
      const slug = await firstProject();
      if (!slug) return navigate({ to: '/projects', replace: true });
      return navigate({ to: '/projects/$slug/setup', params: { slug }, replace: true });
    },
  });
  const mistake = (field: string) => mistakeIn(create.error, `/${field}`);
  return (
    <Form submit={t('set_up.submit')} error={create.error} busy={create.isPending} onSubmit={create.mutate}>
      <Field
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        mistake={mistake('email')}
      />
      <NewPasswordField mistake={mistake('password')} />
      <Field label={t('field.name_optional')} name="name" autoComplete="name" mistake={mistake('name')} />
      <Field
        label={t('set_up.organization')}
        name="organization_name"
        autoComplete="organization"
        defaultValue={t('set_up.organization_default')}
        mistake={mistake('organization_name')}
      />
      <Field
        label={t('set_up.project')}
        hint={t('set_up.project_hint')}
        name="project_name"
        autoComplete="off"
        defaultValue={t('set_up.project_default')}
        mistake={mistake('project_name')}
      />
    </Form>
  );
}
