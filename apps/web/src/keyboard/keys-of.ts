const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key press in the words of `Shortcut.keys`. Shift is named for letters alone: `?` already needs it. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  // The key that is no Mod here belongs to the system and the browser: it makes no single key of ours.
  const other = isMac ? event.ctrlKey : event.metaKey;
  const isLetter = /^[a-z]$/i.test(event.key);
  const key = isLetter ? event.key.toLowerCase() : event.key === ' ' ? 'Space' : event.key;
  const named = isLetter || key.length > 1;
  return [mod && 'Mod', other && 'Other', event.altKey && 'Alt', event.shiftKey && named && 'Shift', key]
    .filter(Boolean)
    .join('+');
}

/** For people: `⌘K` or `Ctrl K`, `g i`. */
export function wordKeys(keys: string): string {
  return keys
    .split(' ')
    .map((press) =>
      press
        .replace('Mod+', isMac ? '⌘' : 'Ctrl ')
        .replace('Shift+', isMac ? '⇧' : 'Shift ')
        .replace(/[a-z]$/, (letter) => (press.includes('+') ? letter.toUpperCase() : letter)),
    )
    .join(' ');
}
