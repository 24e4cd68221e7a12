import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { lastDayOutcomes } from '../project/last-day-outcomes.ts';
import { sumByReason } from '../project/outcomes.ts';
import { adviceFor, wordReason } from '../project/word-reason.ts';

/** Refused ones are counted about a second after they are told of. */
const LOOK_EVERY_MS = 5_000;

/** What was refused within a day, and why: for whoever waits for an event that never comes. */
export function Rejections({ projectId, slug, heard }: { projectId: string; slug: string; heard: number }) {
  const outcomes = useQuery({
    ...lastDayOutcomes(projectId, heard),
    placeholderData: (before) => before,
    refetchInterval: LOOK_EVERY_MS,
  });
  const refused = sumByReason(outcomes.data?.data ?? []).filter(
    ({ outcome, reason }) =>
      outcome === 'filtered' || outcome === 'rate_limited' || outcome === 'invalid' || reason === 'processing_failed',
  );
  if (refused.length === 0) return null;
  const count = refused.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <Notice kind="bad">
      <p>{t('onboarding.rejected', { count })}</p>
      <ul>
        {refused.map(({ outcome, reason, quantity }) => (
          <li key={`${outcome} ${reason}`}>
            <strong>
              {wordReason(reason)} ({fullCount(quantity)})
            </strong>{' '}
            {adviceFor(reason)}
          </li>
        ))}
      </ul>
      <Link to="/projects/$slug/outcomes" params={{ slug }} search={{ range: '24h' }}>
        {t('project.see_why')}
      </Link>
    </Notice>
  );
}
