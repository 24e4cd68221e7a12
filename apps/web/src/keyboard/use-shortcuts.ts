import { useEffect, useRef } from 'react';
import { register } from './registry.ts';
import type { Shortcut } from './shortcut.ts';

/** Offers shortcuts while the component is there. What they do may change with each render; what they are may not. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const identity = shortcuts.map(({ id, keys }) => `${id} ${keys}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids and keys are what the registration depends on
  useEffect(
    () =>
      register(
        latest.current.map((shortcut) => ({
          ...shortcut,
          run: () => latest.current.find(({ id }) => id === shortcut.id)?.run(),
        })),
      ),
    [identity],
  );
}
