import type { Event } from '@railguard/protocol/event';
import { cut } from './json/cut.ts';
import { stackOf } from './stack.ts';

const MAX_CULPRIT = 200;

/** Where it happened: what the SDK says, else the transaction, else the newest in-app frame, else ''. */
export function culpritOf(event: Event): string {
  const frames = stackOf(event);
  const frame = frames.find((candidate) => candidate.in_app) ?? frames[0];
  const file = frame?.module || frame?.filename || frame?.abs_path;
  const place = [file, frame?.function].filter(Boolean).join(' in ');
  return cut(event.culprit || event.transaction || place, MAX_CULPRIT);
}
