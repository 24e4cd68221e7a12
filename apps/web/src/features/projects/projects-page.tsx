import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorPage } from '../../app/error-page.tsx';
import { useOrganization } from '../../app/organization.ts';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './projects-page.module.css';
import { projectsQuery } from './projects-query.ts';

/** The projects of the organisation, each with what an application needs to report to it. */
export function ProjectsPage() {
  const organization = useOrganization();
  const projects = useQuery({ ...projectsQuery(organization?.id ?? ''), enabled: organization !== undefined });
  if (projects.error) return <ErrorPage error={projects.error} reset={() => void projects.refetch()} />;
  return (
    <div className={styles.page}>
      <title>{`${t('nav.projects')} · Railguard`}</title>
      <h1>{t('nav.projects')}</h1>
      {projects.data?.map((project) => (
        <Panel
          key={project.id}
          title={project.name}
          actions={
            <Link to="/issues" search={{ project: project.id }}>
              {t('nav.issues')}
            </Link>
          }
        >
          {!project.has_events && <Badge kind="warning">{t('projects.no_events')}</Badge>}
          <Dsn label={t('projects.dsn')} value={project.dsn} />
          <Dsn label={t('projects.sentry_dsn')} value={project.sentry_dsn} />
        </Panel>
      ))}
      {organization && <NewProject organizationId={organization.id} />}
    </div>
  );
}

function Dsn({ label, value }: { label: string; value: string | null }) {
  if (!value) return null;
  return (
    <div className={styles.dsn}>
      <span>{label}</span>
      <code>{value}</code>
      <CopyButton text={value} />
    </div>
  );
}

function NewProject({ organizationId }: { organizationId: string }) {
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (form: FormData) =>
      client.call('createProject', {
        body: { name: String(form.get('name')).trim(), organization_id: organizationId },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['projects', organizationId] }),
  });
  return (
    <Panel title={t('projects.new')}>
      <Form submit={t('projects.create')} error={create.error} busy={create.isPending} onSubmit={create.mutate}>
        <Field
          label={t('projects.name')}
          name="name"
          required
          maxLength={200}
          mistake={mistakeIn(create.error, '/name')}
        />
      </Form>
    </Panel>
  );
}
