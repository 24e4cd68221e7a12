import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { listenForShortcuts } from './listen.ts';
import { turnSingleKeys } from './single-keys.ts';
import { useShortcuts } from './use-shortcuts.ts';

const ran = vi.fn();
const KEYS = ['e', 'Shift+e', 'g i', 'i', '?', 'Mod+k', 'Enter'];

function Page() {
  useEffect(() => listenForShortcuts(), []);
  useShortcuts(KEYS.map((keys) => ({ id: keys, keys, title: keys, group: 'Here', run: () => ran(keys) })));
  return (
    <>
      <input aria-label="Name" />
      <input aria-label="Chosen" type="checkbox" />
      <button type="button">Press</button>
    </>
  );
}

const pressed = async (keys: string) => {
  await userEvent.keyboard(keys);
  return ran.mock.calls.flat();
};

describe('keys', () => {
  beforeEach(() => {
    ran.mockClear();
    render(<Page />);
  });

  test('do what they are for, a letter with Shift something else', async () => {
    expect(await pressed('e{Shift>}E{/Shift}?')).toEqual(['e', 'Shift+e', '?']);
  });

  test('are pressed one after the other, and the second wins over its own meaning', async () => {
    expect(await pressed('gi')).toEqual(['g i']);
  });

  test('begin anew after a key that goes with nothing', async () => {
    expect(await pressed('gxi')).toEqual(['i']);
  });

  test('are left to whoever writes, save those with Ctrl', async () => {
    await userEvent.click(screen.getByLabelText('Name'));
    expect(await pressed('e{Control>}k{/Control}')).toEqual(['Mod+k']);
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'e');
  });

  test('work on a checkbox, where nobody writes', async () => {
    screen.getByLabelText('Chosen').focus();
    expect(await pressed('e')).toEqual(['e']);
  });

  test('leave Enter to the button that has the focus', async () => {
    screen.getByRole('button', { name: 'Press' }).focus();
    expect(await pressed('{Enter}')).toEqual([]);
  });

  test('are off where somebody turned single keys off, save those with Ctrl', async () => {
    turnSingleKeys(false);
    expect(await pressed('e?{Control>}k{/Control}')).toEqual(['Mod+k']);
  });
});
