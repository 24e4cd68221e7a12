import { useSyncExternalStore } from 'react';
import { t } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordKeys } from './keys-of.ts';
import { registry } from './registry.ts';
import styles from './sheet.module.css';

/** What `?` shows: every key that does something on this page. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const shortcuts = useSyncExternalStore(registry.subscribe, registry.get);
  return (
    <Dialog title={t('sheet.title')} isOpen={isOpen} onClose={onClose}>
      <div className={styles.groups}>
        {[...Map.groupBy(shortcuts, ({ group }) => group)].map(([group, entries]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {entries.map(({ id, title, keys }) => (
                <div className={styles.row} key={id}>
                  <dt>{title}</dt>
                  <dd>
                    <kbd>{wordKeys(keys)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
