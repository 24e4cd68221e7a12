import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganization } from '../../app/organization.ts';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import { PlatformPicker } from './platform-picker.tsx';
import { platformOf } from './platforms.ts';

/** What it is written in, what it is called, and on to its set-up. */
export function NewProjectPage() {
  const organization = useOrganization();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [platform, setPlatform] = useState('javascript');
  const [name, setName] = useState<string>();
  const create = useAct({
    run: () =>
      client.call('createProject', {
        body: { name: shown.trim(), platform, organization_id: organization!.id },
      }),
    said: (project) => t('onboarding.created', { name: project.name }),
    showsError: true,
    onDone: async ({ slug }) => {
      // Its pages look it up in the list.
      await queries.fetchQuery({ ...projectsQuery(organization!.id), staleTime: 0 });
      await navigate({ to: '/projects/$slug/setup', params: { slug } });
    },
  });
  const shown = name ?? platformOf(platform).name;
  if (!organization) return <p>{t('issues.no_organization.text')}</p>;
  return (
    <Page title={t('onboarding.title')} lead={t('onboarding.text')}>
      <Panel title={t('onboarding.platforms')}>
        <PlatformPicker value={platform} onChange={setPlatform} />
      </Panel>
      <Panel title={t('onboarding.name')}>
        <Form
          submit={t('projects.create')}
          error={create.error}
          busy={create.isPending}
          onSubmit={() => create.mutate()}
        >
          <Field
            label={t('field.name')}
            value={shown}
            onChange={({ target }) => setName(target.value)}
            required
            maxLength={200}
            mistake={mistakeIn(create.error, '/name') ?? mistakeIn(create.error, '/slug')}
          />
        </Form>
      </Panel>
    </Page>
  );
}
