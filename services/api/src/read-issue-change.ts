import { type FieldError, ProblemError } from '@railguard/contract/problem';
import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { Ignore, IssueEdit } from '@railguard/store/edit-issues';

type Change = BodyOf<RouteOf<'updateIssue'>>;
type SentIgnore = NonNullable<Change['ignore']>;

/**
 * What a change asks for, once its parts fit together.
 * @param place where the change is in the body, as a JSON Pointer
 * @throws ProblemError `invalid_request`
 */
export function readIssueChange(change: Change, place = ''): IssueEdit {
  const { status, resolution, ignore, regressed_at, assignee_id, team_id } = change;
  const errors: FieldError[] = [];
  if (resolution !== undefined && status !== 'resolved') {
    errors.push({ pointer: `${place}/resolution`, detail: 'goes with the status resolved only' });
  }
  if (ignore !== undefined && status !== 'ignored') {
    errors.push({ pointer: `${place}/ignore`, detail: 'goes with the status ignored only' });
  }
  if (regressed_at !== undefined && status !== 'unresolved') {
    errors.push({ pointer: `${place}/regressed_at`, detail: 'goes with the status unresolved only' });
  }
  const regressedAt = regressed_at == null ? regressed_at : new Date(regressed_at);
  if (regressedAt && !(regressedAt.getTime() >= 0 && regressedAt.getTime() <= Date.now())) {
    errors.push({ pointer: `${place}/regressed_at`, detail: 'is no time that has passed' });
  }
  if (assignee_id && team_id) {
    errors.push({ pointer: `${place}/team_id`, detail: 'goes without assignee_id: an issue has one assignee' });
  }
  const read = ignore && readIgnore(ignore);
  if (typeof read === 'string') errors.push({ pointer: `${place}/ignore`, detail: read });
  if (errors.length > 0) throw new ProblemError('invalid_request', undefined, { errors });
  return {
    ...(status === undefined ? {} : { status }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(typeof read === 'object' ? { ignore: read } : {}),
    ...(regressedAt === undefined ? {} : { regressed_at: regressedAt }),
    ...(assignee_id === undefined ? {} : { assignee_id }),
    ...(team_id === undefined ? {} : { team_id }),
  };
}

/** What is wrong with it, in words, where it is not one of them. */
function readIgnore({ until, for_events, within_minutes, for_users, forever }: SentIgnore): Ignore | string {
  const said = [until, for_events, for_users, forever].filter((value) => value !== undefined);
  if (said.length !== 1) return 'must say one of until, for_events, for_users and forever';
  if (within_minutes !== undefined && for_events === undefined) return 'has within_minutes without for_events';
  if (until !== undefined) {
    const time = new Date(until);
    if (Number.isNaN(time.getTime())) return 'has an until that is no time';
    return time.getTime() > Date.now() ? { until: time } : 'has an until that has passed';
  }
  if (for_users !== undefined) return { for_users };
  if (for_events === undefined) return { forever: true };
  return { for_events, ...(within_minutes === undefined ? {} : { within_minutes }) };
}
