import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const USER_AND_PASSWORD = /:\/\/[^\s/:@?#"'<>]{0,200}:[^\s/@?#"'<>]{1,200}@/g;

/** `postgres://user:password@host`: the user and the password go, scheme and host stay. */
export const urlPassword: ScrubRule = {
  name: 'url-password',
  hint: /:\/\/[^\s/@]{0,400}@/,
  inSource: true,
  apply: (text) => text.replace(USER_AND_PASSWORD, `://${FILTERED}@`),
};
