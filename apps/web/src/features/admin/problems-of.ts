import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/whole.ts';

interface Known {
  checks: Record<string, string> | undefined;
  topics: AnswerOf<RouteOf<'getQueueStatus'>>['topics'] | undefined;
  mailConfigured: boolean | undefined;
}

export interface InstallationProblem {
  text: string;
  /** Where something can be done about it. */
  to?: '/admin/queue' | '/admin/mails';
}

/** Workers take hundreds in a second, so that many are waiting for something. */
const MANY = 5_000;

/** What is wrong with an installation, the worst first; of what is not known yet, nothing. */
export function problemsOf({ checks = {}, topics = [], mailConfigured }: Known): InstallationProblem[] {
  const down = Object.entries(checks)
    .filter(([, status]) => status !== 'ok')
    .map(([name]) => ({ text: t('health.is_down', { name }) }));
  const queues = topics.flatMap(({ topic, ready, dead }): InstallationProblem[] => [
    ...(dead > 0 ? [{ text: t('health.dead', { count: dead, topic }), to: '/admin/queue' as const }] : []),
    ...(ready >= MANY ? [{ text: t('health.behind', { count: fullCount(ready), topic }) }] : []),
  ]);
  const mail = mailConfigured === false ? [{ text: t('health.no_mail'), to: '/admin/mails' as const }] : [];
  return [...down, ...queues, ...mail];
}
