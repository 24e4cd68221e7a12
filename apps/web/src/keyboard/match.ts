import type { Shortcut } from './shortcut.ts';

/** Those whose title or group has every word in it, best first: a title that begins with what was typed. */
export function matchShortcuts(shortcuts: Shortcut[], typed: string): Shortcut[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = shortcuts.filter(({ title, group }) => {
    const text = `${title} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = ({ title }: Shortcut) => (title.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return hits.toSorted((a, b) => rank(a) - rank(b));
}
