import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import type { Frame as FrameOf } from './event.ts';
import { firstToOpen, foldFrames } from './fold-frames.ts';
import { Frame } from './frame.tsx';
import { placeOf } from './frame-place.ts';
import styles from './stack-trace.module.css';
import type { StackView } from './stack-view.ts';

/** The calls of a stack, the crashing one first. */
export function StackTrace({ frames, view }: { frames: FrameOf[]; view: StackView }) {
  const [open, setOpen] = useState(() => new Set([firstToOpen(frames)]));
  const [unfolded, setUnfolded] = useState(() => new Set<number>());
  if (view === 'raw') return <Raw frames={frames} />;

  const entries =
    view === 'full' ? frames.map((frame, index) => ({ kind: 'frame' as const, frame, index })) : foldFrames(frames);
  const frameAt = (frame: FrameOf, index: number) => (
    <Frame key={index} frame={frame} isOpen={open.has(index)} onToggle={() => setOpen(toggled(open, index))} />
  );
  return (
    <ol className={styles.frames}>
      {entries.map((entry) => {
        if (entry.kind === 'frame') return frameAt(entry.frame, entry.index);
        if (unfolded.has(entry.index)) return entry.frames.map((frame, place) => frameAt(frame, entry.index + place));
        return (
          <li key={entry.index}>
            <button
              type="button"
              className={styles.hidden}
              onClick={() => setUnfolded(new Set([...unfolded, entry.index]))}
            >
              {t('stack.hidden', { count: entry.frames.length })}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Raw({ frames }: { frames: FrameOf[] }) {
  const lines = frames.map((frame) => `  at ${frame.function ?? '?'} (${placeOf(frame) || '?'})`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <pre className={styles.raw} tabIndex={0}>
      {showUnseen(lines.join('\n'))}
    </pre>
  );
}

function toggled(places: Set<number>, place: number): Set<number> {
  const next = new Set(places);
  if (!next.delete(place)) next.add(place);
  return next;
}
