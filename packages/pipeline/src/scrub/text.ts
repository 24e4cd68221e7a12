import { SCRUB_RULES } from './rules/all.ts';
import type { ScrubRule } from './rules/rule.ts';

/** The shortest text that can hold a secret: `otp=1`. */
const LEAST_SECRET = 5;

/** Replaces everything in the text that looks like a secret. */
export const scrubText = scrubber(SCRUB_RULES);

/** As `scrubText`, for lines of source code. */
export const scrubSourceLine = scrubber(SCRUB_RULES.filter((rule) => rule.inSource));

function scrubber(rules: readonly ScrubRule[]): (text: string) => string {
  const anyHint = new RegExp(rules.map((rule) => rule.hint.source).join('|'));
  return (text) => {
    if (text.length < LEAST_SECRET || !anyHint.test(text)) return text;
    return rules.reduce((scrubbed, rule) => (rule.hint.test(scrubbed) ? rule.apply(scrubbed) : scrubbed), text);
  };
}
