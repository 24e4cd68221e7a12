import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { Frame as FrameOf } from './event.ts';
import styles from './frame.module.css';
import { placeOf, sourceLines } from './frame-place.ts';
import { languageOf } from './highlight/language-of.ts';
import { SourceLine } from './source-line.tsx';

interface Props {
  frame: FrameOf;
  isOpen: boolean;
  onToggle: () => void;
}

/** One call of a stack; opened, its source and its variables. */
export function Frame({ frame, isOpen, onToggle }: Props) {
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className={styles.frame}>
      <button
        type="button"
        className={frame.in_app ? styles.summary : `${styles.summary} ${styles.foreign}`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
      >
        <Chevron size={14} aria-hidden="true" />
        <span className={styles.place}>
          <bdi>{showUnseen(placeOf(frame)) || t('frame.unknown_file')}</bdi>
          {frame.function && (
            <>
              <span className={styles.in}> {t('frame.in')} </span>
              <bdi className={styles.function}>{showUnseen(frame.function)}</bdi>
            </>
          )}
        </span>
        {frame.in_app && <Badge kind="accent">{t('frame.in_app')}</Badge>}
      </button>
      <div className={styles.details} id={id} hidden={!isOpen}>
        {isOpen && <Details frame={frame} />}
      </div>
    </li>
  );
}

function Details({ frame }: { frame: FrameOf }) {
  const lines = sourceLines(frame);
  const language = languageOf(frame);
  return (
    <>
      {lines.length === 0 ? (
        <p className={styles.missing}>{t('frame.no_source')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={styles.source} tabIndex={0} aria-label={t('frame.source')}>
          <div className={styles.lines}>
            {lines.map(({ number, text, isFailing }, index) => (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
                key={index}
                className={isFailing ? `${styles.line} ${styles.failing}` : styles.line}
              >
                <span className={styles.number}>{number}</span>
                <SourceLine text={text} language={language} />
              </div>
            ))}
          </div>
        </section>
      )}
      {frame.vars && Object.keys(frame.vars).length > 0 && <Facts title={t('frame.variables')} facts={frame.vars} />}
      {placeOf(frame) && <CopyButton text={placeOf(frame)} label={t('frame.copy_place')} />}
    </>
  );
}
