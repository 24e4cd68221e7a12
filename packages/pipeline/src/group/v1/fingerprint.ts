import type { Event } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';
import { normaliseText } from './text.ts';
import { variable } from './variable.ts';

const DEFAULT = /^\{\{\s*default\s*\}\}$/;
/** Characters of one part, its variables filled in. */
const MAX_PART = 2048;
const VARIABLE = /\{\{\s*([\w.:-]{1,210})\s*\}\}/g;

/**
 * The parts a client's fingerprint asks for, `{{ default }}` standing for what would group the event without it.
 * Undefined where there is no fingerprint, or only `{{ default }}`.
 */
export function fingerprintParts(event: Event, defaultParts: () => GroupingPart[]): GroupingPart[] | undefined {
  const parts = event.fingerprint?.filter((part) => part.trim() !== '') ?? [];
  if (parts.every((part) => DEFAULT.test(part.trim()))) return undefined;
  // Spliced in once: repeating it would tell nothing, and fill the explanation.
  const first = parts.findIndex((part) => DEFAULT.test(part.trim()));
  return parts.flatMap((part, index) =>
    index === first ? defaultParts() : [{ label: 'fingerprint', value: expanded(part, event) }],
  );
}

function expanded(part: string, event: Event): string {
  // SDKs are told to put the message here; written out, its numbers would split the issue.
  if (part === event.message) return normaliseText(part);
  return part.replace(VARIABLE, (_, name: string) => variable(name, event) ?? `<no ${name}>`).slice(0, MAX_PART);
}
