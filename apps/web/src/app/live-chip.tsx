import { Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../text/text.ts';
import styles from './live-chip.module.css';

/** Shorter breaks, such as the one that begins every page, are nobody's business. */
const PATIENCE_MS = 3_000;

/** Says quietly that what is shown may be old; nothing while it is not. */
export function LiveChip({ isConnected }: { isConnected: boolean | undefined }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (isConnected) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return (
    <span role="status">
      {isLate && !isConnected && (
        <span className={styles.paused} title={t('issues.paused_hint')}>
          <Unplug size={14} aria-hidden="true" /> {t('issues.paused')}
        </span>
      )}
    </span>
  );
}
