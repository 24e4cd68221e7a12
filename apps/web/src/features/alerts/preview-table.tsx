import { useRef, useState } from 'react';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './builder.module.css';
import { IssueLink } from './issue-link.tsx';
import type { PreviewAnswer } from './word-preview.ts';

/** More of them are shown when they are asked for. */
const FIRST = 10;

/** The latest occasions on which a rule would have told somebody. */
export function PreviewTable({ preview: { data, occasions } }: { preview: PreviewAnswer }) {
  const [isWhole, setWhole] = useState(data.length <= FIRST);
  const box = useRef<HTMLDivElement>(null);
  const showAll = () => {
    setWhole(true);
    // The button goes, and the focus would be nowhere.
    box.current!.querySelector('section')?.focus();
  };
  return (
    <div ref={box} className={styles.tools}>
      <Table
        label={t('preview.occasions')}
        columns={[t('history.when'), t('history.what'), t('preview.issue'), t('preview.mails_column')]}
      >
        {data.slice(0, isWhole ? data.length : FIRST).map(({ at, occasion, issue, mails }) => (
          <tr key={`${at} ${occasion} ${issue?.id}`}>
            <td>
              <Time at={at} />
            </td>
            <td>{t(`occasion.${occasion}`)}</td>
            <td>{issue && <IssueLink issue={issue} />}</td>
            <td>{fullCount(mails)}</td>
          </tr>
        ))}
      </Table>
      {!isWhole && <Button onClick={showAll}>{t('preview.all', { count: fullCount(data.length) })}</Button>}
      {occasions > data.length && (
        <p className={styles.hint}>
          {t('preview.latest', { count: fullCount(data.length), all: fullCount(occasions) })}
        </p>
      )}
      <p className={styles.hint}>{t('preview.beside')}</p>
    </div>
  );
}
