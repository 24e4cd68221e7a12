import { useState } from 'react';
import { showUnseen, wordValue } from '../format/word-value.ts';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './facts.module.css';

interface Props {
  title?: string;
  facts: Record<string, unknown>;
}

/** Names and values that somebody sent: always shown as text, whatever is in them. */
export function Facts({ title, facts }: Props) {
  return (
    <div>
      {title && <h3 className={styles.title}>{title}</h3>}
      <dl className={styles.facts}>
        {Object.entries(facts).map(([name, value]) => (
          <Fact key={name} name={name} value={wordValue(value)} />
        ))}
      </dl>
    </div>
  );
}

/** Longer ones would make everything after them unreachable. */
const LONGEST = 2_000;

function Fact({ name, value }: { name: string; value: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = value.length > LONGEST;
  return (
    <>
      <dt>{showUnseen(name)}</dt>
      <dd>
        <bdi>{isLong && !isWhole ? value.slice(0, LONGEST) : value}</bdi>
        {isLong && !isWhole && (
          <Button className={styles.more} onClick={() => setWhole(true)}>
            {t('facts.more', { count: value.length - LONGEST })}
          </Button>
        )}
      </dd>
    </>
  );
}
