import type { OutgoingMail } from '@railguard/store/mails';
import { oneLine } from './one-line.ts';

/** Tells a person that signing in needs a code from now on, or no longer does. */
export function secondFactorChangedMail(to: string, url: string, isEnabled: boolean): OutgoingMail {
  const state = isEnabled ? 'turned on' : 'turned off';
  const effect = isEnabled ? 'Signing in needs a code of your authenticator' : 'Signing in needs your password alone';
  return {
    to: oneLine(to),
    subject: `The second factor of your account at Railguard was ${state}`,
    text: `The second factor of your account at ${oneLine(url)} was ${state}. ${effect} from now on.

If it was not you, change your password right away, and tell an administrator.
`,
  };
}
