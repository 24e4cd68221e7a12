import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { ProjectChoice } from './alert-preferences.ts';
import styles from './notifications.module.css';
import { OccasionChoice } from './occasion-choice.tsx';
import { UnsubscribedRules } from './unsubscribed-rules.tsx';

/** What each project tells of. */
export function ProjectAlerts({ projects }: { projects: ProjectChoice[] }) {
  return (
    <Panel title={t('notifications.projects')}>
      {projects.length === 0 ? (
        <p>{t('notifications.no_projects')}</p>
      ) : (
        <Table
          label={t('notifications.projects')}
          columns={[t('issues.project'), t('notifications.what'), t('notifications.unsubscribed')]}
        >
          {projects.map((project) => (
            <tr key={project.id} className={styles.project}>
              <td>
                <bdi>{showUnseen(project.name)}</bdi>
                <bdi className={styles.quiet}>{showUnseen(project.organization_name)}</bdi>
              </td>
              <td>
                <OccasionChoice project={project} />
              </td>
              <td>
                <UnsubscribedRules project={project} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
