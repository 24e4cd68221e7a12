const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key press in the words of `Shortcut.keys`. Shift is named for letters alone: `?` already needs it. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const isLetter = /^[a-z]$/i.test(event.key);
  const key = isLetter ? event.key.toLowerCase() : event.key === ' ' ? 'Space' : event.key;
  const named = isLetter || key.length > 1;
  return [mod && 'Mod', event.altKey && 'Alt', event.shiftKey && named && 'Shift', key].filter(Boolean).join('+');
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
