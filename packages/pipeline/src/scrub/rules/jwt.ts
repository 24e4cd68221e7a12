import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

/**
 * Tried once for each run of base64url, at its start: whether a second part follows is asked before a token is looked
 * for in it, as else each `-eyJ` of a long run would read the rest of it.
 */
const JWT = /(?<![\w-])(?=[\w-]+\.[\w-]{2})([\w-]*?)\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g;

/** JSON Web Tokens (RFC 7519): every header begins with `{"`, which is `eyJ` in base64url. */
export const jwt: ScrubRule = {
  name: 'jwt',
  hint: /eyJ[\w-]{5}/,
  inSource: true,
  apply: (text) => text.replace(JWT, `$1${FILTERED}`),
};
