import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const CANDIDATE = /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g;

/** International bank account numbers (ISO 13616) whose check digits are right. */
export const iban: ScrubRule = {
  name: 'iban',
  hint: /[A-Z]{2}\d\d ?[A-Z\d]{4} ?[A-Z\d]{4}/,
  inSource: true,
  apply: (text) => text.replace(CANDIDATE, (candidate) => (hasGoodCheckDigits(candidate) ? FILTERED : candidate)),
};

function hasGoodCheckDigits(candidate: string): boolean {
  const compact = candidate.replaceAll(' ', '');
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
