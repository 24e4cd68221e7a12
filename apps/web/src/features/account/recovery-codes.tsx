import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download-text.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './second-factor.module.css';

/** Shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = `${codes.join('\n')}\n`;
  return (
    <div className={styles.part}>
      <Notice kind="good">{t('totp.codes_text')}</Notice>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <CopyButton text={text} />
        <Button onClick={() => downloadText('railguard-recovery-codes.txt', text)}>{t('download.label')}</Button>
        <Button kind="primary" onClick={onDone}>
          {t('totp.codes_kept')}
        </Button>
      </div>
    </div>
  );
}
