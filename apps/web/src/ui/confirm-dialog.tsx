import { type ReactNode, useState } from 'react';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';
import { sentenceOf } from './sentence-of.ts';

interface Props {
  title: string;
  /** What is lost, and what is not. */
  text: ReactNode;
  /** The verb of the button. */
  action: string;
  /** Has to be typed first: for what cannot be taken back. */
  typed?: string;
  isOpen: boolean;
  busy?: boolean;
  error?: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. What can be undone is done at once, with a way back. */
export function ConfirmDialog({ isOpen, title, onClose, ...rest }: Props) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Question {...rest} onClose={onClose} />
    </Dialog>
  );
}

function Question({ text, action, typed, busy, error, onConfirm, onClose }: Omit<Props, 'isOpen' | 'title'>) {
  const [written, setWritten] = useState('');
  const isReady = typed === undefined || written.trim() === typed;
  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !busy) onConfirm();
      }}
    >
      <div>{text}</div>
      {error && <Notice kind="bad">{sentenceOf(error)}</Notice>}
      {typed !== undefined && (
        <Field
          label={t('confirm.type', { name: typed })}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      <div className={styles.buttons}>
        <Button onClick={onClose}>{t('confirm.cancel')}</Button>
        <Button type="submit" kind="danger" busy={busy} disabled={!isReady}>
          {action}
        </Button>
      </div>
    </form>
  );
}
