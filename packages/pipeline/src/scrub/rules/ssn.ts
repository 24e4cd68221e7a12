import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const SSN = /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g;

/** United States social security numbers, as people write them: with dashes. */
export const ssn: ScrubRule = {
  name: 'ssn',
  hint: /\d{3}-\d\d-\d{4}/,
  inSource: true,
  apply: (text) => text.replace(SSN, FILTERED),
};
