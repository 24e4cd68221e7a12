import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../../app/session.ts';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';

const DAY_MS = 86_400_000;

/** Says so where some of the last day's events did not come through, since nobody would look for it. */
export function RefusalNotice({ projectId, slug }: { projectId: string; slug: string }) {
  const outcomes = useQuery({
    queryKey: ['outcomes', projectId, 'day'],
    queryFn: () =>
      client.call('getProjectOutcomes', {
        params: { project_id: projectId },
        query: { from: new Date(Date.now() - DAY_MS).toISOString() },
      }),
  });
  if (!outcomes.data) return null;
  const { rate_limited, invalid } = outcomes.data.totals;
  const count = rate_limited + invalid;
  if (count === 0) return null;
  return (
    <Notice kind="bad">
      <p>{t('project.refused', { count: fullCount(count) })}</p>
      <Link to="/projects/$slug/outcomes" params={{ slug }} search={{ range: '24h' }}>
        {t('project.see_why')}
      </Link>
    </Notice>
  );
}
