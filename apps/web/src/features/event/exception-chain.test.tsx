import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../../../test/an-event.ts';
import { registry } from '../../keyboard/registry.ts';
import { ExceptionChain } from './exception-chain.tsx';

const FRAMES = [
  { function: 'create', in_app: true },
  { function: 'dispatch', in_app: false },
];

describe('the exceptions of an event', () => {
  test('are told from the thrown one to its causes', () => {
    const exceptions = [{ type: 'OrderError', value: 'not saved' }, { type: 'Timeout' }];
    render(<ExceptionChain event={anEvent({ exceptions })} />);
    const names = screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
    expect(names).toEqual(['OrderError', 'Timeout']);
    expect(screen.getAllByText('Caused by')).toHaveLength(1);
    expect(screen.getAllByText('It came without a stack trace.')).toHaveLength(2);
  });

  test('say whether the application handled them, and what caught them', () => {
    const mechanism = { type: 'onerror', handled: false };
    const { rerender } = render(<ExceptionChain event={anEvent({ exceptions: [{ type: 'Error', mechanism }] })} />);
    expect(screen.getByText('Unhandled')).toBeTruthy();
    expect(screen.getByText('onerror')).toBeTruthy();
    const caught = { type: 'generic', handled: true };
    rerender(<ExceptionChain event={anEvent({ exceptions: [{ type: 'Error', mechanism: caught }] })} />);
    expect(screen.getByText('Handled')).toBeTruthy();
    expect(screen.queryByText('generic')).toBeNull();
  });

  test('show what strangers sent as text', () => {
    const value = '<img src=x onerror=alert(1)>\u202e';
    render(<ExceptionChain event={anEvent({ exceptions: [{ type: '', value }] })} />);
    expect(screen.getByText('<img src=x onerror=alert(1)>[U+202E]')).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByRole('heading', { level: 3, name: 'Exception' })).toBeTruthy();
  });

  test('keep how much of the stack is shown for the next event', async () => {
    const event = anEvent({ exceptions: [{ type: 'Error', frames: FRAMES }] });
    const { unmount } = render(<ExceptionChain event={event} />);
    expect(screen.getByRole('button', { name: '1 library frame hidden' })).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'Full' }));
    expect(screen.queryByRole('button', { name: '1 library frame hidden' })).toBeNull();
    unmount();
    render(<ExceptionChain event={event} />);
    expect(screen.getByRole('radio', { name: 'Full' })).toHaveProperty('checked', true);
  });

  test('offer a key between the relevant and the full stack while they are shown', () => {
    const { unmount } = render(<ExceptionChain event={anEvent({ exceptions: [{ type: 'Error', frames: FRAMES }] })} />);
    const turn = () => registry.get().find(({ keys }) => keys === 't');
    act(() => turn()!.run());
    expect(screen.getByRole('radio', { name: 'Full' })).toHaveProperty('checked', true);
    act(() => turn()!.run());
    expect(screen.getByRole('radio', { name: 'Relevant' })).toHaveProperty('checked', true);
    unmount();
    expect(turn()).toBeUndefined();
  });

  test('are not there where nothing was thrown', () => {
    const { container } = render(<ExceptionChain event={anEvent({ message: 'just a message' })} />);
    expect(container.textContent).toBe('');
  });
});
