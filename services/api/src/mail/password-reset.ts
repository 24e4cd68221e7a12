import type { OutgoingMail } from '@railguard/store/mails';
import { oneLine } from './one-line.ts';

/** The link that sets a new password. Says nothing of the account: whoever asked for it may be anybody. */
export function passwordResetMail(to: string, link: string): OutgoingMail {
  return {
    to: oneLine(to),
    subject: 'Set a new password for Railguard',
    text: `Somebody asked for a new password for your account at Railguard.

Open this link to set one. It works once, within an hour:

${oneLine(link)}

If it was not you, there is nothing to do: your password stays as it is.
`,
  };
}
