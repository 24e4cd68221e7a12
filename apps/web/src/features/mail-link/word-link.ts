import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';

export type MailLink = AnswerOf<RouteOf<'getMailLink'>>;

/** What a link asks, what it will do, the verb for it, what it has done, and that it was taken back. */
export function wordLink({ action, project_name, to, issue, rule_name }: Omit<MailLink, 'is_done' | 'has_account'>) {
  const values = {
    project: showUnseen(project_name),
    to: showUnseen(to),
    issue: issue?.short_id ?? '',
    rule: showUnseen(rule_name ?? ''),
  };
  return {
    ask: t(`mail_link.ask.${action}`, values),
    will: t(`mail_link.will.${action}`, values),
    act: t(`mail_link.do.${action}`),
    done: t(`mail_link.done.${action}`, values),
    undone: t('mail_link.undone', values),
  };
}
