import type { Frame } from './event.ts';

/** A frame that is shown, or a run of library frames that one line stands for. `index` is the place in the stack. */
export type FoldedFrame =
  | { kind: 'frame'; frame: Frame; index: number }
  | { kind: 'hidden'; frames: Frame[]; index: number };

/**
 * The frames of one's own application, with the library frames between them folded away. The crashing frame always
 * stays, and where no frame is known to be one's own, so do all.
 */
export function foldFrames(frames: Frame[]): FoldedFrame[] {
  const isShown = (frame: Frame, index: number) => index === 0 || frame.in_app === true;
  if (!frames.some((frame) => frame.in_app)) return frames.map((frame, index) => ({ kind: 'frame', frame, index }));
  const folded: FoldedFrame[] = [];
  for (const [index, frame] of frames.entries()) {
    const last = folded.at(-1);
    if (isShown(frame, index)) folded.push({ kind: 'frame', frame, index });
    else if (last?.kind === 'hidden') last.frames.push(frame);
    else folded.push({ kind: 'hidden', frames: [frame], index });
  }
  return folded;
}

/** The frame that is opened first: the newest of one's own that has source, else the newest of one's own, else the crash. */
export function firstToOpen(frames: Frame[]): number {
  const withSource = frames.findIndex((frame) => frame.in_app && frame.context_line !== undefined);
  if (withSource >= 0) return withSource;
  return Math.max(
    frames.findIndex((frame) => frame.in_app),
    0,
  );
}
