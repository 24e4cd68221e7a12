import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const JWT = /\beyJ[\w-]{5,8000}\.[\w-]{2,8000}(?:\.[\w-]{0,8000})?/g;

/** JSON Web Tokens (RFC 7519): every header begins with `{"`, which is `eyJ` in base64url. */
export const jwt: ScrubRule = {
  name: 'jwt',
  hint: /eyJ[\w-]{5}/,
  inSource: true,
  apply: (text) => text.replace(JWT, FILTERED),
};
