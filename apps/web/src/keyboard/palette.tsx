import { type KeyboardEvent, useId, useState, useSyncExternalStore } from 'react';
import { t } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordKeys } from './keys-of.ts';
import { matchShortcuts } from './match.ts';
import styles from './palette.module.css';
import { registry } from './registry.ts';
import type { Shortcut } from './shortcut.ts';

/** Everything that can be done right now, found by typing (a combobox with a listbox, as ARIA's patterns have it). */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={t('palette.title')} isOpen={isOpen} onClose={onClose}>
      <Search onClose={onClose} />
    </Dialog>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const id = useId();
  const found = matchShortcuts(useSyncExternalStore(registry.subscribe, registry.get), typed);
  const chosen = Math.min(place, found.length - 1);

  const run = (shortcut: Shortcut | undefined) => {
    if (!shortcut) return;
    onClose();
    // Once the dialog has given the focus back to where it was.
    setTimeout(shortcut.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setPlace((chosen + step + found.length) % Math.max(found.length, 1));
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        data-autofocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className={styles.none}>{t('palette.none')}</p>}
      <div className={styles.list} id={id} role="listbox" aria-label={t('palette.title')}>
        {found.map((shortcut, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys and the focus
          <div
            key={shortcut.id}
            id={`${id}-${index}`}
            className={styles.option}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(shortcut)}
            onPointerMove={() => setPlace(index)}
          >
            {shortcut.title}
            <span className={styles.group}>{shortcut.group}</span>
            <kbd className={styles.keys}>{wordKeys(shortcut.keys)}</kbd>
          </div>
        ))}
      </div>
    </>
  );
}
