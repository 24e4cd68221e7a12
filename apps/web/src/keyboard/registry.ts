import type { Shortcut } from './shortcut.ts';

/** What can be done right now: pages add theirs while they are shown. The later one wins where keys are the same. */
const byId = new Map<string, Shortcut>();
const listeners = new Set<() => void>();
let snapshot: Shortcut[] = [];

/** Answers what removes them again. */
export function register(shortcuts: Shortcut[]): () => void {
  for (const shortcut of shortcuts) byId.set(shortcut.id, shortcut);
  tell();
  return () => {
    for (const shortcut of shortcuts) {
      if (byId.get(shortcut.id) === shortcut) byId.delete(shortcut.id);
    }
    tell();
  };
}

function tell(): void {
  snapshot = [...byId.values()];
  for (const listener of listeners) listener();
}

export const registry = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => snapshot,
};
