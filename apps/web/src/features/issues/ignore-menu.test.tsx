import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { localTime } from '../../format/local-time.ts';
import { IgnoreMenu } from './ignore-menu.tsx';

const ignored = vi.fn();
const choose = async (item: string) => {
  await userEvent.click(screen.getByRole('button', { name: 'Ignore …' }));
  await userEvent.click(screen.getByRole('menuitem', { name: item }));
};
const ask = async () => {
  await choose('Until …');
  return within(screen.getByRole('dialog', { name: 'Ignore until …' }));
};

describe('for how long an issue is ignored', () => {
  beforeEach(() => {
    ignored.mockClear();
    render(<IgnoreMenu onIgnore={ignored} />);
  });

  test('is chosen from what is common', async () => {
    await choose('Ignore for ever');
    await choose('Until 100 more events');
    expect(ignored.mock.calls).toEqual([[{ forever: true }], [{ for_events: 100 }]]);
  });

  test('is any number of events or users', async () => {
    const dialog = await ask();
    await userEvent.type(dialog.getByLabelText('How many more'), '25{Enter}');
    const again = await ask();
    await userEvent.click(again.getByRole('radio', { name: 'More users' }));
    await userEvent.type(again.getByLabelText('How many more'), '3{Enter}');
    expect(ignored.mock.calls).toEqual([[{ for_events: 25 }], [{ for_users: 3 }]]);
  });

  test('is so many events within a time', async () => {
    const dialog = await ask();
    await userEvent.selectOptions(dialog.getByLabelText('Within'), 'A day');
    await userEvent.type(dialog.getByLabelText('How many more'), '50{Enter}');
    expect(ignored.mock.calls).toEqual([[{ for_events: 50, within_minutes: 1440 }]]);
  });

  test('is no number below one, and nothing where none is written', async () => {
    const dialog = await ask();
    await userEvent.click(dialog.getByRole('button', { name: 'Ignore' }));
    await userEvent.type(dialog.getByLabelText('How many more'), '0{Enter}');
    expect(ignored).not.toHaveBeenCalled();
  });

  test('is until a date, by one’s own clock', async () => {
    const dialog = await ask();
    await userEvent.click(dialog.getByRole('radio', { name: 'A date' }));
    const later = new Date(Date.now() + 3 * 86_400_000);
    later.setSeconds(0, 0);
    fireEvent.change(dialog.getByLabelText('When, by your clock'), { target: { value: localTime(later) } });
    await userEvent.click(dialog.getByRole('button', { name: 'Ignore' }));
    expect(ignored.mock.calls).toEqual([[{ until: later.toISOString() }]]);
  });
});
