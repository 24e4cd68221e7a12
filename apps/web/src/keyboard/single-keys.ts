const KEY = 'railguard.single-keys';

/**
 * Whether shortcuts without ⌘ or Ctrl work. Whoever speaks to their computer, or hits keys by accident, has to be able
 * to turn them off (WCAG 2.1.4). Kept in this browser.
 */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

export function turnSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, 'off');
}
