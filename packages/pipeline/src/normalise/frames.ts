import type { Frame } from '@railguard/protocol/event';
import { type Coerce, list } from './fields.ts';
import { frame } from './frame.ts';

const MAX_FRAMES = 250;
/** How many frames keep variables and surrounding source. */
const MAX_DETAILED = 50;

const readFrames = list(frame, { max: MAX_FRAMES, keep: 'first' });

/** Frames, the crashing one first; of too many the newest stay, and of a long stack only some keep their details. */
export const frames: Coerce<Frame[]> = (value, notes) => {
  const read = readFrames(value, notes);
  if (read && read.length > MAX_DETAILED) stripMiddle(read);
  return read;
};

/** Details go from the middle outwards, where people look last, and from in-app frames after all others. */
function stripMiddle(all: Frame[]): void {
  const fromEdge = (index: number) => Math.min(index, all.length - 1 - index);
  const byWorth = all
    .map((frame, index) => ({ frame, worth: fromEdge(index) - (frame.in_app ? MAX_FRAMES : 0) }))
    .sort((a, b) => a.worth - b.worth);
  for (const { frame } of byWorth.slice(MAX_DETAILED)) {
    delete frame.vars;
    delete frame.pre_context;
    delete frame.post_context;
  }
}
