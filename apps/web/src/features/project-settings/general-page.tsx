import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import { linesOf } from './lines-of.ts';
import { PatternsField } from './patterns-field.tsx';
import { useProjectSettings } from './use-project-settings.ts';

export function ProjectGeneralPage() {
  const { project, params, isAdmin } = useProjectSettings();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const change = useAct({
    run: (form: FormData) =>
      client.call('updateProject', {
        params,
        body: {
          name: String(form.get('name')).trim(),
          slug: String(form.get('slug')).trim(),
          platform: String(form.get('platform')).trim(),
          allowed_origins: linesOf(form.get('allowed_origins')),
        },
      }),
    said: t('said.saved'),
    changes: [['projects']],
    showsError: true,
    onDone: async (changed) => {
      if (changed.slug === project.slug) return;
      // Under both names until the page has moved on.
      queries.setQueryData(projectsQuery(project.organization_id).queryKey, (all) => all && [...all, changed]);
      await navigate({ to: '/projects/$slug/settings/general', params: { slug: changed.slug }, replace: true });
    },
  });
  const { error } = change;
  return (
    <Page title={t('settings.general')}>
      <Panel title={t('issues.project')}>
        <Form
          submit={t('form.save')}
          error={error}
          busy={change.isPending}
          readOnly={!isAdmin}
          onSubmit={change.mutate}
        >
          <Field
            label={t('field.name')}
            name="name"
            defaultValue={project.name}
            required
            maxLength={200}
            mistake={mistakeIn(error, '/name')}
          />
          <Field
            label={t('field.slug')}
            hint={t('project_settings.slug_hint', { short_id: `${project.slug.toUpperCase()}-1` })}
            name="slug"
            defaultValue={project.slug}
            required
            maxLength={50}
            mistake={mistakeIn(error, '/slug')}
          />
          <Field
            label={t('project_settings.platform')}
            name="platform"
            defaultValue={project.platform}
            required
            maxLength={64}
            mistake={mistakeIn(error, '/platform')}
          />
          <PatternsField
            label={t('project_settings.origins')}
            hint={t('project_settings.origins_hint')}
            name="allowed_origins"
            values={project.allowed_origins}
            error={error}
            pointer="/allowed_origins"
          />
        </Form>
      </Panel>
    </Page>
  );
}
