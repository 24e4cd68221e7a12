import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const BLOCK = /-----BEGIN [A-Z0-9 ]{1,60}-----[^-]*(?:-{1,4}[^-]+)*(?:-----END [A-Z0-9 ]{1,60}-----)?/g;

/** Keys and certificates in PEM (RFC 7468), also those that were cut off before their end. */
export const pem: ScrubRule = {
  name: 'pem',
  hint: /-----BEGIN /,
  inSource: true,
  apply: (text) => text.replace(BLOCK, FILTERED),
};
