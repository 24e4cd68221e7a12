import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const CANDIDATE = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g;
/** Visa, Mastercard (both ranges), American Express, Discover, Diners Club, JCB. */
const ISSUER = /^(?:4|5[1-5]|2(?:2[2-9]|[3-6]\d|7[01]|720)|3[47]|6(?:011|4[4-9]|5)|3(?:0[0-5]|[68])|35)/;

/** Payment card numbers: thirteen to nineteen digits of a known issuer whose check digit is right. */
export const card: ScrubRule = {
  name: 'card',
  hint: /\d(?:[ -]?\d){12}/,
  inSource: true,
  apply: (text) => text.replace(CANDIDATE, (candidate) => (isCardNumber(candidate) ? FILTERED : candidate)),
};

function isCardNumber(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, '');
  return ISSUER.test(digits) && hasLuhnCheckDigit(digits);
}

/** ISO/IEC 7812-1, annex B. */
function hasLuhnCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
