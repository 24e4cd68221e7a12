import { describe, expect, test } from 'vitest';
import { firstToOpen, foldFrames } from './fold-frames.ts';

const own = { function: 'create', in_app: true };
const library = { function: 'dispatch', in_app: false };
const words = (frames: Parameters<typeof foldFrames>[0]) =>
  foldFrames(frames).map((entry) => (entry.kind === 'frame' ? entry.frame.function : entry.frames.length));

describe('a stack', () => {
  test('shows its own frames and folds runs of library frames', () => {
    expect(words([own, library, library, own, library])).toEqual(['create', 2, 'create', 1]);
  });

  test('always shows the frame that crashed', () => {
    expect(words([library, library, own])).toEqual(['dispatch', 1, 'create']);
  });

  test('that is not known to hold any frame of its own is shown whole', () => {
    expect(words([library, { function: 'main' }])).toEqual(['dispatch', 'main']);
    expect(words([])).toEqual([]);
  });

  test('opens at its newest own frame with source, or without, or at the crash', () => {
    expect(firstToOpen([library, own, { ...own, context_line: 'x' }])).toBe(2);
    expect(firstToOpen([library, own])).toBe(1);
    expect(firstToOpen([library, library])).toBe(0);
  });
});
