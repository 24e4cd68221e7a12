import { wordMinutes } from '../../format/minutes.ts';
import { exactTime } from '../../format/relative-time.ts';
import { t } from '../../text/text.ts';
import type { Issue } from './issue.ts';

type Workflow = Pick<Issue, 'status' | 'resolution' | 'ignore'>;

/** In what an issue is resolved, or until when it is ignored; undefined where it is neither. */
export function wordStatus({ status, resolution, ignore }: Workflow): string | undefined {
  if (status === 'resolved') {
    if (resolution === 'next_release') return t('status.resolved_next');
    if (resolution !== null && typeof resolution === 'object') {
      return t('status.resolved_in', { release: resolution.in_release });
    }
    return t('issue.resolved');
  }
  if (status !== 'ignored') return undefined;
  if (ignore?.until) return t('status.ignored_until', { time: exactTime(new Date(ignore.until)) });
  if (ignore?.for_events) {
    const { for_events: count, within_minutes: minutes } = ignore;
    if (!minutes) return t('status.ignored_events', { count });
    return t('status.ignored_events_within', { count, within: wordMinutes(minutes) });
  }
  if (ignore?.for_users) return t('status.ignored_users', { count: ignore.for_users });
  return t('status.ignored_forever');
}
