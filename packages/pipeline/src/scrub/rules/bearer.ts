import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

/** A token has a digit or a mark in it, or is longer than words are: "Bearer realm" is none. */
const BEARER = /\b(bearer)\s{1,5}(?:(?=\S{0,40}[\d._~+/=])[\w+/.~-]{4,4000}={0,3}|[\w+/.~-]{16,4000}={0,3})/gi;
const BASIC = /\b(basic|digest)\s{1,5}(?=[\w+/]{0,400}[\d=])[\w+/]{8,4000}={0,3}/gi;

/** Credentials of an Authorization header (RFC 6750, RFC 7617), wherever somebody printed them. */
export const bearer: ScrubRule = {
  name: 'bearer',
  hint: /(?:[Bb]earer|BEARER|[Bb]asic|BASIC|[Dd]igest)\s/,
  inSource: true,
  apply: (text) => text.replace(BEARER, `$1 ${FILTERED}`).replace(BASIC, `$1 ${FILTERED}`),
};
