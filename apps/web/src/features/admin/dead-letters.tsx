import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { useState } from 'react';
import { fullCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './admin.module.css';

type DeadLetter = AnswerOf<RouteOf<'listDeadLetters'>>['data'][number];

interface Props {
  letters: DeadLetter[];
  busy: boolean;
  onReplay: (ids: string[]) => void;
  onDiscard: (ids: string[]) => void;
}

/** The most that one request takes. */
const MOST = 100;

/** Messages that could not be processed: chosen ones, or all that are listed, are tried again or thrown away. */
export function DeadLetters({ letters, busy, onReplay, onDiscard }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  // What is gone from the list is no longer chosen.
  const present = letters.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const ids = (present.length > 0 ? present : letters.map(({ id }) => id)).slice(0, MOST);
  const turn = (id: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <div className={styles.actions}>
        <Button busy={busy} onClick={() => onReplay(ids)}>
          {t('queue.replay', { count: ids.length })}
        </Button>
        <Button kind="danger" busy={busy} onClick={() => setAsking(true)}>
          {t('queue.discard', { count: ids.length })}
        </Button>
      </div>
      <Table
        label={t('queue.letters')}
        columns={['', t('queue.died'), t('outcomes.reason'), t('queue.attempts'), t('queue.size')]}
      >
        {letters.map((letter) => (
          <tr key={letter.id}>
            <td>
              <input
                type="checkbox"
                aria-label={t('queue.choose', { id: letter.id })}
                checked={chosen.has(letter.id)}
                onChange={({ target }) => turn(letter.id, target.checked)}
              />
            </td>
            <td>
              <Time at={letter.died_at} />
            </td>
            <td className={styles.reason}>
              <bdi>{showUnseen(letter.reason)}</bdi>
            </td>
            <td>{letter.attempts}</td>
            <td>{fullCount(letter.size_bytes)}</td>
          </tr>
        ))}
      </Table>
      <ConfirmDialog
        title={t('queue.discard_title', { count: ids.length })}
        text={t('queue.discard_text')}
        action={t('queue.discard', { count: ids.length })}
        isOpen={isAsking}
        onConfirm={() => {
          setAsking(false);
          onDiscard(ids);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
