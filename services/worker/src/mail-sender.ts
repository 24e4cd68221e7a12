import { backoff } from '@railguard/kit/backoff';
import type { Log } from '@railguard/kit/log';
import type { SendMail } from '@railguard/notify/smtp';
import { MailRefusedError } from '@railguard/notify/smtp-failure';
import { pause } from '@railguard/queue/pause';
import type { Database } from '@railguard/store/database';
import { type DueMail, keepDueMails, type MailFate, settleMail, takeDueMails } from '@railguard/store/mail-delivery';

export interface MailSender {
  /** There is a mail now: it need not wait for the next look. */
  wake(): void;
  /** Takes no further mail, and gives those under way a few seconds. */
  stop(): Promise<void>;
}

export interface MailSenderParts {
  database: Database;
  log: Log;
  /** Absent where there is no mail server. */
  send: SendMail | undefined;
}

/** Sent at the same time, each on a connection of its own. */
const BATCH_SIZE = 5;
/** One look at a partial index that is nearly always empty; a connection that listens would cost more. */
const LOOK_EVERY_MS = 1_000;
const SEND_WITHIN_MS = 30_000;
/** Longer than sending may take, with time to write down what became of it. */
const LEASE_MS = 60_000;
const SETTLE_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 4_000;
const BETWEEN_ATTEMPTS = { firstMs: 30_000, mostMs: 2 * 3_600_000 };
/** Half a day: as long as a mail server may be away over night. */
const MOST_ATTEMPTS = 16;
const KEPT_AT_ONCE = 1_000;
const AFTER_A_FAULT = { firstMs: LOOK_EVERY_MS, mostMs: 30_000 };

/**
 * Delivers the outbox. Any number of senders may; each mail is with one of them.
 *
 *                ┌───────────────── lease over: its sender died ────────────────┐
 *                ▼                                                              │
 *     written ─► pending, due ─ taken: attempt + 1, a minute's lease ─► with a sender
 *                ▲  │  ▲                                                        ├─ taken on by the server ─► sent
 *                │  │  ├─ 30 s, doubling to 2 h, spread ◄─ refused for now, ────┤
 *                │  │  │                                   no answer in 30 s    ├─ refused for good ───────► failed
 *                │  │  └─ at once, not counted ◄─ the process stops ────────────┤                             │
 *                │  │                                                           └─ 16th attempt ───────────► failed
 *                │  └─ no SMTP_URL ─► kept                                                                    │
 *                │                     │                                                                      │
 *                └─────────────────────┴── sent again by an instance admin ◄──────────────────────────────────┘
 *
 * A sender that dies between the server's yes and the row's `sent` has the mail sent twice, with one Message-ID: SMTP
 * knows no better than at least once. Fates are written under the lease, so a late one changes nothing.
 */
export function startMailSender({ database, log, send }: MailSenderParts): MailSender {
  const stopping = new AbortController();
  const givingUp = new AbortController();
  let waking = new AbortController();
  const ended = run();

  async function run(): Promise<void> {
    for (let faults = 0; !stopping.signal.aborted; ) {
      try {
        const isMore = send ? await sendBatch(send) : (await keepDueMails(database, KEPT_AT_ONCE)) === KEPT_AT_ONCE;
        faults = 0;
        if (isMore) continue;
        await pause(LOOK_EVERY_MS, AbortSignal.any([stopping.signal, waking.signal]));
        waking = new AbortController();
      } catch (error) {
        if (faults++ === 0) log.error({ err: error }, 'the outbox of mails cannot be read; it is tried again');
        await pause(backoff(faults, AFTER_A_FAULT), stopping.signal);
      }
    }
  }

  /** Answers whether there may be more. */
  async function sendBatch(send: SendMail): Promise<boolean> {
    const mails = await takeDueMails(database, { limit: BATCH_SIZE, leaseMs: LEASE_MS });
    await Promise.all(
      mails.map(async (mail) => {
        const fate = await attempt(send, mail);
        tell(mail, fate);
        await settle(mail, fate);
      }),
    );
    return mails.length === BATCH_SIZE;
  }

  async function attempt(send: SendMail, mail: DueMail): Promise<MailFate> {
    // Whoever took it as often ended without a word.
    if (mail.attempts > MOST_ATTEMPTS) return { kind: 'failed', reason: 'given up after too many attempts' };
    const late = AbortSignal.timeout(SEND_WITHIN_MS);
    try {
      const response = await send(toSend(mail), AbortSignal.any([late, givingUp.signal]));
      return { kind: 'sent', response };
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof MailRefusedError) return { kind: 'failed', reason: message };
      if (givingUp.signal.aborted) return { kind: 'returned' };
      const reason = late.aborted ? `not sent within ${SEND_WITHIN_MS / 1000} s` : message;
      if (mail.attempts === MOST_ATTEMPTS) return { kind: 'failed', reason };
      return { kind: 'later', afterMs: backoff(mail.attempts, BETWEEN_ATTEMPTS), reason };
    }
  }

  function tell({ id, attempts }: DueMail, fate: MailFate): void {
    if (fate.kind === 'failed') log.error({ mail: id, attempts, reason: fate.reason }, 'a mail is given up');
    if (fate.kind === 'later') log.warn({ mail: id, attempts, reason: fate.reason }, 'a mail could not be sent yet');
  }

  /** What was sent must be known to be sent, so a database that is away is waited for while the lease lasts. */
  async function settle(mail: DueMail, fate: MailFate): Promise<void> {
    const deadline = performance.now() + SETTLE_WITHIN_MS;
    for (let faults = 1; ; faults++) {
      try {
        if (!(await settleMail(database, mail, fate))) log.warn({ mail: mail.id }, 'a mail was settled too late');
        return;
      } catch (error) {
        if (performance.now() > deadline || stopping.signal.aborted) {
          log.error({ err: error, mail: mail.id, fate: fate.kind }, 'what became of a mail could not be written down');
          return;
        }
        await pause(backoff(faults, AFTER_A_FAULT), stopping.signal);
      }
    }
  }

  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort();
      const timer = setTimeout(() => givingUp.abort(), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function toSend({ id, recipient, subject, body_text, body_html, headers, created_at }: DueMail) {
  return { id, to: recipient, subject, text: body_text, html: body_html, headers, writtenAt: created_at };
}
