import { withoutPasswords } from '@railguard/kit/reason-of';

/** The mail server will never take this mail, however often it is asked. The message is in its words. */
export class MailRefusedError extends Error {
  override name = 'MailRefusedError';
}

/** What nodemailer says of a mail that did not leave. */
interface SmtpError {
  code?: string;
  /** What was said last: `RCPT TO`. */
  command?: string;
  response?: string;
  responseCode?: number;
}

/** The commands whose refusal is about the mail; any other, such as AUTH, is about us, and an operator may mend it. */
const ABOUT_THE_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA'];
/** RFC 4954 section 6: sign in first, with something stronger, or over TLS. And 503, about the order of commands. */
const ABOUT_US = [503, 530, 534, 535, 538];
const LONGEST = 500;

/** RFC 5321 section 4.2.1: what was answered with a 5 at its beginning is not to be asked for again. */
export function isRefusedForGood(error: unknown): boolean {
  const { code, command = '', responseCode } = error as SmtpError;
  // Without an answer: an address or a size that nodemailer itself does not put on the wire.
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE';
  return responseCode >= 500 && ABOUT_THE_MAIL.includes(command) && !ABOUT_US.includes(responseCode);
}

/** Why it did not leave, in the server's own words where it said any: on one line, bounded, without passwords. */
export function wordsOf(error: unknown): string {
  const { response, command } = error as SmtpError;
  const said = response
    ? `${command ? `${command}: ` : ''}${response}`
    : error instanceof Error
      ? error.message
      : String(error);
  return withoutPasswords(said.replace(/\p{Cc}+/gu, ' ').trim()).slice(0, LONGEST);
}
