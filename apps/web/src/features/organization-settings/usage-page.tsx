import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { fullCount } from '../../format/count.ts';
import { DAY_MS } from '../../format/duration.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

const DAYS = 30;

/** What each project sent in the last thirty days. */
export function UsagePage() {
  const { organization, params } = useSettings();
  const projects = useQuery(projectsQuery(organization.id));
  const stats = useQuery({
    queryKey: ['usage', organization.id],
    queryFn: () => {
      const to = new Date();
      const from = new Date(to.getTime() - DAYS * DAY_MS);
      return client.call('getOrganizationStats', {
        params,
        query: { from: from.toISOString(), to: to.toISOString(), interval: '1d', group_by: 'project' },
      });
    },
  });
  return (
    <Page title={t('settings.usage')} lead={t('usage.text', { count: DAYS })}>
      <Loaded query={stats}>
        {({ total, projects: busiest = [] }) => (
          <>
            <p>{t('usage.total', { count: fullCount(total) })}</p>
            <Table
              label={t('settings.usage')}
              columns={[t('issues.project'), t('issues.column.events'), t('usage.share')]}
            >
              {(projects.data ?? [])
                .map((project) => ({
                  project,
                  total: busiest.find((one) => one.project_id === project.id)?.total ?? 0,
                }))
                .sort((a, b) => b.total - a.total)
                .map(({ project, total: events }) => (
                  <tr key={project.id}>
                    <td>
                      <Link to="/issues" search={{ project: project.id }}>
                        <bdi>{showUnseen(project.name)}</bdi>
                      </Link>
                    </td>
                    <td>{fullCount(events)}</td>
                    <td>
                      <span className={styles.share}>
                        <progress
                          value={events}
                          max={total || 1}
                          aria-label={t('usage.share_of', { name: project.name })}
                        />
                        {total > 0 ? `${Math.round((events / total) * 100)} %` : '–'}
                      </span>
                    </td>
                  </tr>
                ))}
            </Table>
          </>
        )}
      </Loaded>
    </Page>
  );
}
