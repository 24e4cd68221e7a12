import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { ConfirmButton } from './confirm-button.tsx';

const QUESTION = { action: 'Delete', title: 'Delete the project?', text: <p>All of it goes.</p> };

/** What a mutation looks like to the button: it works, or fails with what is said. */
function Asking({ onRun, failure, typed }: { onRun: () => void; failure?: string; typed?: string }) {
  const [error, setError] = useState<Error | null>(null);
  const mutate = (_: undefined, { onSuccess }: { onSuccess: () => void }) => {
    onRun();
    if (failure) setError(new Error(failure));
    else onSuccess();
  };
  return <ConfirmButton {...QUESTION} {...(typed && { typed })} act={{ isPending: false, error, mutate }} />;
}

const ask = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  return within(screen.getByRole('dialog', { name: 'Delete the project?' }));
};

describe('a button for what cannot be undone', () => {
  test('asks first, and does nothing when it is cancelled', async () => {
    const run = vi.fn();
    render(<Asking onRun={run} />);
    const dialog = await ask();
    expect(dialog.getByText('All of it goes.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(run).not.toHaveBeenCalled();
  });

  test('does it once it is confirmed, and the question goes', async () => {
    const run = vi.fn();
    render(<Asking onRun={run} />);
    await userEvent.click((await ask()).getByRole('button', { name: 'Delete' }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('wants the name typed where there is no way back; another name is not enough', async () => {
    const run = vi.fn();
    render(<Asking onRun={run} typed="shop" />);
    const dialog = await ask();
    const field = dialog.getByLabelText('Type “shop” to go on');
    await userEvent.type(field, 'Shop{Enter}');
    expect(dialog.getByRole('button', { name: 'Delete' })).toHaveProperty('disabled', true);
    expect(run).not.toHaveBeenCalled();
    await userEvent.clear(field);
    await userEvent.type(field, ' shop {Enter}');
    expect(run).toHaveBeenCalledOnce();
  });

  test('stays open where it failed, and says why', async () => {
    render(<Asking onRun={() => {}} failure="somebody else is at it" />);
    const dialog = await ask();
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(dialog.getByRole('alert').textContent).not.toBe('');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  test('forgets what was typed when the question is asked again', async () => {
    render(<Asking onRun={() => {}} typed="shop" />);
    const dialog = await ask();
    await userEvent.type(dialog.getByRole('textbox'), 'shop');
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect((await ask()).getByRole('textbox')).toHaveProperty('value', '');
  });
});
