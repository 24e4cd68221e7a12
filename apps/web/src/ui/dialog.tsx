import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes with Escape. */
export function Dialog({ title, isOpen, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return dialog.current?.close();
    dialog.current?.showModal();
    // It would begin with the button that closes it.
    dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose} closedby="any">
      {isOpen && (
        <>
          <div className={styles.heading}>
            <h2 id={id}>{title}</h2>
            <Button kind="quiet" onClick={onClose} aria-label={t('dialog.close')}>
              <X size={16} aria-hidden="true" />
            </Button>
          </div>
          {children}
        </>
      )}
    </dialog>
  );
}
