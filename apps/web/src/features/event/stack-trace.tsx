import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import type { Frame as FrameOf } from './event.ts';
import { type FoldedFrame, firstToOpen, foldFrames } from './fold-frames.ts';
import { Frame } from './frame.tsx';
import { placeOf } from './frame-place.ts';
import { frameOrder } from './order.ts';
import styles from './stack-trace.module.css';
import type { StackView } from './stack-view.ts';

/** The calls of a stack, the crashing one first or last. `frames` begin with it. */
export function StackTrace({ frames, view }: { frames: FrameOf[]; view: StackView }) {
  const isOldestFirst = frameOrder.useChosen() === 'oldest_first';
  const [open, setOpen] = useState(() => new Set([firstToOpen(frames)]));
  const [unfolded, setUnfolded] = useState(() => new Set<number>());
  if (view === 'raw') return <Raw frames={isOldestFirst ? frames.toReversed() : frames} />;

  const entries = view === 'full' ? frames.map(whole) : unfold(foldFrames(frames), unfolded);
  if (isOldestFirst) entries.reverse();
  const shown = entries.filter(({ kind }) => kind === 'frame');
  const isAllOpen = shown.every(({ index }) => open.has(index));
  return (
    <>
      <div className={styles.tools}>
        <Button kind="quiet" onClick={() => setOpen(new Set(isAllOpen ? [] : shown.map(({ index }) => index)))}>
          {t(isAllOpen ? 'stack.collapse_all' : 'stack.expand_all')}
        </Button>
      </div>
      <ol className={styles.frames}>
        {entries.map((entry) =>
          entry.kind === 'frame' ? (
            <Frame
              key={entry.index}
              frame={entry.frame}
              isOpen={open.has(entry.index)}
              onToggle={() => setOpen(toggled(open, entry.index))}
            />
          ) : (
            <li key={entry.index}>
              <button
                type="button"
                className={styles.hidden}
                onClick={() => setUnfolded(new Set([...unfolded, entry.index]))}
              >
                {t('stack.hidden', { count: entry.frames.length })}
              </button>
            </li>
          ),
        )}
      </ol>
    </>
  );
}

function whole(frame: FrameOf, index: number): FoldedFrame {
  return { kind: 'frame', frame, index };
}

/** With the frames of the runs that somebody looked into. */
function unfold(entries: FoldedFrame[], unfolded: ReadonlySet<number>): FoldedFrame[] {
  return entries.flatMap((entry) =>
    entry.kind === 'hidden' && unfolded.has(entry.index)
      ? entry.frames.map((frame, place) => whole(frame, entry.index + place))
      : [entry],
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
