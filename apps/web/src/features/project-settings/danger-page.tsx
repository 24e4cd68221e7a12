import { useNavigate } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/whole.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useProjectSettings } from './use-project-settings.ts';

export function DangerPage() {
  const { project, params } = useProjectSettings();
  const navigate = useNavigate();
  const remove = useAct({
    run: () => client.call('deleteProject', { params, query: { confirm: project.slug } }),
    said: t('danger.deleted', { name: project.name }),
    showsError: true,
    // Away first: this page is about a project that is no longer there.
    onDone: () => navigate({ to: '/projects' }),
    changes: [['projects'], ['deletions']],
  });
  return (
    <Page title={t('project_settings.danger')}>
      <Panel title={t('danger.delete')}>
        <p>{t('danger.delete_text')}</p>
        <ConfirmButton
          kind="danger"
          action={t('danger.delete')}
          title={t('danger.delete_title', { name: project.name })}
          text={t('danger.delete_text')}
          typed={project.slug}
          act={remove}
        />
      </Panel>
    </Page>
  );
}
