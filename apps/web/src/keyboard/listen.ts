import { keysOf } from './keys-of.ts';
import { registry } from './registry.ts';
import { areSingleKeysOn } from './single-keys.ts';

const SEQUENCE_MS = 1_000;

/**
 * Runs shortcuts as their keys are pressed, never while somebody writes, except those with ⌘ or Ctrl.
 *
 *     idle ─ g ─► waiting for the second key ─ i ─► runs `g i`
 *      ▲                  │
 *      └── any other key, or a second without one
 */
export function listenForShortcuts(target: Window = window): () => void {
  let first: { keys: string; at: number } | undefined;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = keysOf(event);
    if (!keys.startsWith('Mod+') && (isWriting(event.target) || !areSingleKeysOn())) return;
    if (isInside(event.target, 'dialog, [role="menu"]')) return;
    // They press what has the focus.
    if ((keys === 'Enter' || keys === 'Space') && isInside(event.target, 'a, button, input, summary')) return;
    const shortcuts = registry.get();
    const isInTime = first !== undefined && event.timeStamp - first.at < SEQUENCE_MS;
    const sequence = isInTime ? `${first!.keys} ${keys}` : keys;
    first = undefined;
    const by = (pressed: string) => shortcuts.findLast((shortcut) => shortcut.keys === pressed);
    // What the two mean together goes before what the second means alone, whichever page offers it.
    const found = by(sequence) ?? by(keys);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (shortcuts.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) {
      first = { keys, at: event.timeStamp };
    }
  }

  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function isWriting(target: EventTarget | null): boolean {
  return isInside(target, 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]');
}

function isInside(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
