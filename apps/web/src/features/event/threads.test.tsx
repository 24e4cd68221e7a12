import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../../../test/an-event.ts';
import { Threads } from './threads.tsx';

const stack = (name: string) => [{ function: name, in_app: true }];
const event = anEvent({
  threads: [
    { id: '1', name: 'main', frames: stack('loop') },
    { id: '2', name: 'worker', crashed: true, frames: stack('work') },
    { id: '3', name: 'idle' },
    { id: '4', frames: stack('sleep') },
  ],
});

describe('threads', () => {
  test('begin with the one that crashed, and name only those that have a stack', () => {
    render(<Threads event={event} />);
    expect(screen.getByRole('button', { name: /work/ })).toBeTruthy();
    const names = screen.getAllByRole('option').map(({ textContent }) => textContent);
    expect(names).toEqual(['main', 'worker (crashed)', 'Thread 4']);
  });

  test('show the stack of the one that is chosen', async () => {
    render(<Threads event={event} />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Threads' }), 'Thread 4');
    expect(screen.getByRole('button', { name: /sleep/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /work/, expanded: true })).toBeNull();
  });

  test('are gone through one after the other, each step named after where it leads', async () => {
    render(<Threads event={event} />);
    await userEvent.click(screen.getByRole('button', { name: 'Next thread Thread 4' }));
    expect(screen.getByRole('button', { name: /sleep/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Next thread' })).toHaveProperty('disabled', true);
    await userEvent.click(screen.getByRole('button', { name: 'Previous thread worker (crashed)' }));
    await userEvent.click(screen.getByRole('button', { name: 'Previous thread main' }));
    expect(screen.getByRole('button', { name: /loop/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Previous thread' })).toHaveProperty('disabled', true);
  });

  test('are not there where no thread has a stack', () => {
    const { container } = render(<Threads event={anEvent({ threads: [{ id: '3', name: 'idle' }] })} />);
    expect(container.textContent).toBe('');
  });
});
