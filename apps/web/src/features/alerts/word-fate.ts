import type { AlertReason, AlertState } from '@railguard/contract/alert-rules';
import { exactTime } from '../../format/relative-time.ts';
import { t } from '../../text/whole.ts';

interface Fate {
  state: AlertState;
  reason: AlertReason | null;
  release_at: string | null;
  mail: { attempts: number; next_attempt_at: string | null; response: string | null } | null;
}

/** Why an alert is what it is, in sentences; empty where its state says it all. */
export function wordFate({ state, reason, release_at, mail }: Fate): string {
  const server = mail?.response ? t('alert.server', { response: mail.response }) : '';
  switch (state) {
    case 'sending':
      return joined(wordRetry(mail), server);
    case 'sent':
    case 'failed':
      return server;
    case 'kept':
    case 'folded':
      return t(`alert.${state}`);
    case 'held': {
      const time = release_at ? exactTime(new Date(release_at)) : '';
      const isKnown = reason === 'quiet_hours' || reason === 'hourly_limit';
      return t(isKnown ? `alert.held.${reason}` : 'alert.held.until', { time });
    }
    case 'skipped':
      return reason === null || reason === 'quiet_hours' || reason === 'hourly_limit'
        ? ''
        : t(`alert.skipped.${reason}`);
  }
}

/** Of a mail that did not leave at once. */
function wordRetry(mail: Fate['mail']): string {
  if (!mail?.attempts || !mail.next_attempt_at) return '';
  return t('alert.retry', { count: mail.attempts, time: exactTime(new Date(mail.next_attempt_at)) });
}

function joined(...sentences: string[]): string {
  return sentences.filter(Boolean).join(' ');
}
