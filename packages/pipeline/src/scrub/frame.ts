import type { Frame } from '@railguard/protocol/event';
import type { KeyRules } from './key-rules.ts';
import { scrubSourceLine } from './text.ts';
import { scrubValue } from './value.ts';

/** Names of code and paths: grouping and source maps go by them. */
const LEFT_ALONE = new Set<string>([
  'function',
  'raw_function',
  'module',
  'package',
  'filename',
  'abs_path',
  'lineno',
  'colno',
  'in_app',
  'platform',
] satisfies (keyof Frame)[]);

/** Scrubs a frame in place: variables, source, and whatever else a client put there. */
export function scrubFrame(frame: Frame, keys: KeyRules): void {
  const fields = frame as Record<string, unknown>;
  for (const key of Object.keys(frame)) {
    if (LEFT_ALONE.has(key)) continue;
    if (key === 'context_line') frame.context_line = scrubSourceLine(frame.context_line!);
    else if (key === 'pre_context') scrubLines(frame.pre_context!);
    else if (key === 'post_context') scrubLines(frame.post_context!);
    else fields[key] = scrubValue(fields[key], keys);
  }
}

function scrubLines(lines: string[]): void {
  for (let index = 0; index < lines.length; index++) lines[index] = scrubSourceLine(lines[index]!);
}
