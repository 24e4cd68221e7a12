import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { fullCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

const MOST = 5;

/** Of those that nobody has resolved. */
export function BusiestIssues({ projectId }: { projectId: string }) {
  const issues = useQuery({
    queryKey: ['issues', 'busiest', projectId],
    queryFn: () =>
      client.call('listIssues', {
        params: { project_id: projectId },
        query: { status: 'unresolved', sort: 'event_count', limit: MOST },
      }),
  });
  return (
    <Loaded query={issues}>
      {({ data }) =>
        data.length === 0 ? (
          <p>{t('issues.all_resolved.text')}</p>
        ) : (
          <Table
            label={t('project.busiest')}
            columns={[
              t('issue.one'),
              t('issues.column.events'),
              t('issues.column.users'),
              t('issues.column.last_seen'),
            ]}
          >
            {data.map((issue) => (
              <tr key={issue.id}>
                <td>
                  <Link to="/issues/$issueId" params={{ issueId: issue.id }}>
                    <bdi>{showUnseen(issue.title) || t('issue.untitled')}</bdi>
                  </Link>
                </td>
                <td>{fullCount(issue.event_count)}</td>
                <td>{fullCount(issue.user_count)}</td>
                <td>
                  <Time at={issue.last_seen} />
                </td>
              </tr>
            ))}
          </Table>
        )
      }
    </Loaded>
  );
}
