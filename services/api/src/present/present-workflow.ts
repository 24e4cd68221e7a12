import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { IssueRow } from '@railguard/store/issues';

type Issue = AnswerOf<RouteOf<'getIssue'>>;
type Workflow = Pick<IssueRow, 'status' | 'resolution' | 'ignored_until' | 'ignore_limit'>;

/** In what a resolved issue was resolved. */
export function presentResolution({
  status,
  resolution,
}: Pick<Workflow, 'status' | 'resolution'>): Issue['resolution'] {
  return status === 'resolved' ? (resolution ?? 'now') : null;
}

/** For how long an ignored issue is ignored. */
export function presentIgnore({ status, ignored_until, ignore_limit }: Omit<Workflow, 'resolution'>): Issue['ignore'] {
  if (status !== 'ignored') return null;
  if (ignored_until) return { until: ignored_until.toISOString() };
  if (!ignore_limit) return { forever: true };
  if ('users' in ignore_limit) return { for_users: ignore_limit.users };
  const { events, within_minutes } = ignore_limit;
  return { for_events: events, ...(within_minutes === undefined ? {} : { within_minutes }) };
}
