import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { lastDayOutcomes } from './last-day-outcomes.ts';

/** Says so where some of the last day's events did not come through, since nobody would look for it. */
export function RefusalNotice({ projectId, slug }: { projectId: string; slug: string }) {
  const outcomes = useQuery(lastDayOutcomes(projectId));
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
