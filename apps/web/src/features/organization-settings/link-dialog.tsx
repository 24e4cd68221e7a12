import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './settings.module.css';

interface Props {
  title: string;
  text: string;
  /** Open while there is one. */
  url: string | undefined;
  onClose: () => void;
}

/** A link that is shown once, to hand over. */
export function LinkDialog({ title, text, url, onClose }: Props) {
  return (
    <Dialog title={title} isOpen={url !== undefined} onClose={onClose}>
      <div className={styles.link}>
        <p>{text}</p>
        <code>{url}</code>
        <CopyButton text={url ?? ''} />
      </div>
    </Dialog>
  );
}
