import type { OutgoingMail } from '@railguard/store/mails';
import { oneLine } from './one-line.ts';

/** Goes to the address that the account had before. */
export function emailChangedMail(to: string, email: string, url: string): OutgoingMail {
  return {
    to: oneLine(to),
    subject: 'Your e-mail address for Railguard was changed',
    text: `Your account at ${oneLine(url)} has another e-mail address now:

${oneLine(email)}

If it was not you, tell an administrator right away.
`,
  };
}
