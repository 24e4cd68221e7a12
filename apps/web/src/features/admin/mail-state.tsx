import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';

type Mail = AnswerOf<RouteOf<'listMails'>>['data'][number];

const KINDS = { pending: 'accent', sent: 'good', kept: 'warning', failed: 'bad' } as const;

/** What became of a mail, in the mail server's words where it said something. */
export function MailState({ mail: { state, last_error } }: { mail: Pick<Mail, 'state' | 'last_error'> }) {
  return (
    <>
      <Badge kind={KINDS[state]}>{t(`mails.state.${state}`)}</Badge> {last_error && <bdi>{showUnseen(last_error)}</bdi>}
    </>
  );
}
