import { act, render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { wordKeys } from './keys-of.ts';
import { register, registry } from './registry.ts';
import { ShortcutSheet } from './sheet.tsx';

const shortcut = (id: string, keys: string, group: string) => ({ id, keys, title: `Do ${id}`, group, run: () => {} });

describe('the sheet of keys', () => {
  test('lists every key that works here, by its group', () => {
    const unregister = register([
      shortcut('a', 'a', 'First'),
      shortcut('b', 'g i', 'Second'),
      shortcut('c', 'Mod+k', 'First'),
    ]);
    render(<ShortcutSheet isOpen onClose={() => {}} />);
    const listed = [...document.querySelectorAll('dl > div')].map((row) => [
      row.querySelector('dt')!.textContent,
      row.querySelector('kbd')!.textContent,
    ]);
    const works = registry.get().map(({ title, keys }) => [title, wordKeys(keys)]);
    expect(listed.toSorted()).toEqual(works.toSorted());
    const first = screen.getByRole('heading', { name: 'First' }).parentElement!;
    expect(within(first).getAllByText(/^Do/)).toHaveLength(2);
    unregister();
  });

  test('follows what comes and goes with a page', () => {
    render(<ShortcutSheet isOpen onClose={() => {}} />);
    let unregister = () => {};
    act(() => {
      unregister = register([shortcut('late', 'x', 'Here')]);
    });
    expect(screen.getByText('Do late')).toBeTruthy();
    act(() => unregister());
    expect(screen.queryByText('Do late')).toBeNull();
  });
});
