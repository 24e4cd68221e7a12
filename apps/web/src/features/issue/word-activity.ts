import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { t } from '../../text/text.ts';
import { wordStatus } from '../issues/word-status.ts';

export type Act = AnswerOf<RouteOf<'listIssueActivity'>>['data'][number];

/** What was done with an issue, as a sentence without a stop. */
export function wordActivity({ kind, actor, data }: Pick<Act, 'kind' | 'actor' | 'data'>): string {
  const who = actor ? actor.name || actor.email : t('issue.nobody');
  const what = detailOf(kind, data);
  return what === undefined
    ? t(`activity.${kind}`, { who })
    : t('activity.with', { act: t(`activity.${kind}`, { who }), what });
}

function detailOf(kind: Act['kind'], data: Act['data']): string | undefined {
  if (kind === 'resolved')
    return wordStatus({ status: 'resolved', resolution: data.resolution ?? 'now', ignore: null });
  if (kind === 'ignored') return wordStatus({ status: 'ignored', resolution: null, ignore: data.ignore ?? null });
  if (kind === 'regressed') return data.release;
  if (kind === 'unignored') return data.reason && t(`activity.reason.${data.reason}`);
  if (kind === 'assigned') return data.team?.name ?? data.assignee?.name ?? data.assignee?.email;
  const issues = data.issues ?? (data.target ? [data.target] : []);
  return issues.length > 0 ? issues.map(({ short_id }) => short_id).join(', ') : undefined;
}
