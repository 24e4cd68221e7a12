import { TEXT_RULES } from './text-rules.ts';

const MAX_READ = 4096;
const MAX_KEPT = 1024;
const MAX_LINES = 2;

/**
 * A text by which to group: the first two lines, with everything that differs from one occurrence to the next
 * replaced by what it is (`Order 17 failed` → `Order <num> failed`).
 */
export function normaliseText(text: string): string {
  const lines = text
    .slice(0, MAX_READ)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .slice(0, MAX_LINES)
    .join('\n');
  const normalised = TEXT_RULES.reduce((current, [pattern, token]) => current.replace(pattern, token), lines);
  return normalised.replace(/\s+/g, ' ').trim().slice(0, MAX_KEPT);
}
