import { domainToASCII } from 'node:url';
import nodemailer from 'nodemailer';
import { isRefusedForGood, MailRefusedError, wordsOf } from './smtp-failure.ts';

/** One mail to one address. */
export interface Mail {
  /** A UUID; its Message-ID is made of it, so that whoever gets the mail twice can tell. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** Beside those that every mail has; their values are on one line. */
  headers: Record<string, string>;
  /** When it was written, which may be long before it leaves. */
  writtenAt: Date;
}

/**
 * Resolves with what the mail server said once it has taken the mail on. Abort the signal to give up: the mail may have been taken then.
 * @throws MailRefusedError where it will never be taken; any other Error where it may be later
 */
export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<string>;

export interface Smtp {
  send: SendMail;
  /** Lets go of connections that are idle. */
  close(): void;
}

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, which changes to TLS where the server offers it, or `smtps://…`. */
  url: string;
  /** `alerts@example.com` or `Railguard <alerts@example.com>`. */
  from: string;
}

/** Silence of the server that long is an answer. What goes on for ever, byte by byte, is the caller's to end. */
const TIMEOUTS = { dnsTimeout: 5_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * One address and nothing else: nodemailer reads whatever it is given, an envelope too, as RFC 5322 does, where
 * "a@b,c@d" is two people and "<c@d>a@b" is the first of them. What only quotes could hold is refused with it.
 */
const ONE_ADDRESS = /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u;

/**
 * A few connections, kept for a while: signing in over TLS takes far longer than a mail does. Servers close idle ones as
 * they like; a mail that meets such a one takes another, as long as no byte of it has left.
 */
const POOL = { pool: true, maxConnections: 5, maxMessages: 100, idleTimeout: 30_000, maxRequeues: 1 } as const;

export function createSmtp({ url, from }: SmtpOptions): Smtp {
  const transport = nodemailer.createTransport({
    url,
    ...POOL,
    ...TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // One that breaks while nobody uses it is no news.
  transport.on('error', () => {});
  const sender = mailbox(from);
  const host = domainToASCII(sender.address.slice(sender.address.lastIndexOf('@') + 1)) || 'localhost';

  const send: SendMail = async ({ id, to, subject, text, html, headers, writtenAt }, signal) => {
    if (!ONE_ADDRESS.test(to)) throw new MailRefusedError('the recipient is not an address that mail can be sent to');
    try {
      const { response } = await transport.sendMail({
        from: sender,
        to: { name: '', address: to },
        subject: oneLine(subject),
        text,
        ...(html === null ? {} : { html }),
        date: writtenAt,
        messageId: `<${id}@${host}>`,
        // RFC 3834: vacation notices and other robots do not answer.
        headers: { ...headers, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        xMailer: false,
        signal,
      });
      return wordsOf({ response });
    } catch (error) {
      const reason = wordsOf(error);
      throw isRefusedForGood(error) ? new MailRefusedError(reason) : new Error(reason, { cause: error });
    }
  };
  return { send, close: () => transport.close() };
}

/** A name, or an event's title, must not begin a header of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function mailbox(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^(.*)<([^<>]*)>$/.exec(text) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
}
