import type { OutgoingMail } from '@railguard/store/mails';
import { oneLine } from './one-line.ts';

/** Tells a person of what a thief would do without telling. */
export function passwordChangedMail(to: string, url: string): OutgoingMail {
  return {
    to: oneLine(to),
    subject: 'Your password for Railguard was changed',
    text: `The password of your account at ${oneLine(url)} was changed, and you were signed out everywhere else.

If it was not you, ask for a new password on the sign-in page right away, and tell an administrator.
`,
  };
}
