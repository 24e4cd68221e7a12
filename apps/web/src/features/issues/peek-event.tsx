import { useQuery } from '@tanstack/react-query';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import type { Event } from '../event/event.ts';
import { firstToOpen } from '../event/fold-frames.ts';
import { placeOf, sourceLines } from '../event/frame-place.ts';
import { eventQuery } from '../issue/issue-query.ts';
import styles from './peek.module.css';

/** What the recommended event says first: its message, and the line of one's own code that it came from. */
export function PeekEvent({ issueId }: { issueId: string }) {
  const { data: event } = useQuery(eventQuery(issueId, 'recommended'));
  if (!event) return null;
  const message = event.exceptions?.[0]?.value ?? event.message;
  const frames = event.exceptions?.[0]?.frames ?? [];
  const frame = frames[firstToOpen(frames)];
  return (
    <>
      {message && (
        <p className={styles.message}>
          <bdi>{showUnseen(message)}</bdi>
        </p>
      )}
      {frame && <TopFrame frame={frame} />}
    </>
  );
}

type Frame = NonNullable<NonNullable<Event['exceptions']>[number]['frames']>[number];

function TopFrame({ frame }: { frame: Frame }) {
  const lines = sourceLines(frame);
  return (
    <section className={styles.frame} aria-label={t('peek.frame')}>
      <p className={styles.place}>
        <bdi>
          {placeOf(frame) || t('frame.unknown_file')} {frame.function && `${t('frame.in')} ${frame.function}`}
        </bdi>
      </p>
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre className={styles.source} tabIndex={0}>
          {lines.map(({ number, text, isFailing }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
            <div key={index} className={isFailing ? styles.failing : undefined}>
              <span className={styles.number}>{number}</span>
              {text || ' '}
            </div>
          ))}
        </pre>
      )}
    </section>
  );
}
