import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './dsn.module.css';

/** What an application needs to report to a project, to be copied; nothing where every key is revoked. */
export function Dsn({ label, value }: { label: string; value: string | null }) {
  if (!value) return null;
  return (
    <div className={styles.dsn}>
      <span>{label}</span>
      <code>{value}</code>
      <CopyButton text={value} />
    </div>
  );
}
