import { useSyncExternalStore } from 'react';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './toast.module.css';
import { toasts, undoLast } from './toasts.ts';

export function ToastRegion() {
  const toast = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <div className={styles.region} role="status">
      {toast && (
        <div className={styles.toast} key={toast.id}>
          {toast.text}
          {toast.undo && <Button onClick={undoLast}>{t('toast.undo')}</Button>}
        </div>
      )}
    </div>
  );
}
