import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { Frame } from './event.ts';
import { frameOrder } from './order.ts';
import { StackTrace } from './stack-trace.tsx';

const crash: Frame = {
  function: 'create',
  filename: 'app/orders.rb',
  lineno: 42,
  in_app: true,
  pre_context: ['def create'],
  context_line: '  order.total',
  post_context: ['end'],
  vars: { order: null, text: 'a\u202eb' },
};
const library = (name: string): Frame => ({ function: name, filename: `gems/${name}.rb`, lineno: 1, in_app: false });
const main: Frame = { function: 'main', filename: 'app/main.rb', in_app: true };
const FRAMES = [crash, library('dispatch'), library('call'), main, library('boot')];

const frames = () =>
  screen.getAllByRole('button', { expanded: false }).concat(screen.getAllByRole('button', { expanded: true }));
const frame = (name: string) => screen.getByRole('button', { name: new RegExp(name) });

describe('a stack trace', () => {
  test('folds runs of library frames and says how many they are', () => {
    render(<StackTrace frames={FRAMES} view="relevant" />);
    expect(frames()).toHaveLength(2);
    expect(screen.getByRole('button', { name: '2 library frames hidden' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '1 library frame hidden' })).toBeTruthy();
  });

  test('unfolds one run and leaves the others folded', async () => {
    render(<StackTrace frames={FRAMES} view="relevant" />);
    await userEvent.click(screen.getByRole('button', { name: '2 library frames hidden' }));
    expect(frame('dispatch')).toBeTruthy();
    expect(frame('call')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /boot/ })).toBeNull();
    expect(screen.getByRole('button', { name: '1 library frame hidden' })).toBeTruthy();
  });

  test('shows every frame where the whole of it is asked for', () => {
    render(<StackTrace frames={FRAMES} view="full" />);
    expect(frames()).toHaveLength(5);
    expect(screen.queryByRole('button', { name: /hidden/ })).toBeNull();
  });

  test('is plain text where it is wanted raw, with what is not seen shown by its number', () => {
    render(<StackTrace frames={[crash, { function: 'x\u202ey' }]} view="raw" />);
    expect(screen.getByText(/at create \(app\/orders\.rb:42\)/).textContent).toBe(
      '  at create (app/orders.rb:42)\n  at x[U+202E]y (?)',
    );
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('opens its first own frame: source with numbers, and variables', () => {
    render(<StackTrace frames={FRAMES} view="relevant" />);
    expect(frame('create').getAttribute('aria-expanded')).toBe('true');
    const source = screen.getByRole('region', { name: 'Source' });
    expect(source.textContent).toBe('41def create42  order.total43end');
    const order = screen.getByText('order');
    expect(order.tagName).toBe('DT');
    expect(order.nextElementSibling?.textContent).toBe('null');
    expect(screen.getByText('a[U+202E]b')).toBeTruthy();
  });

  test('says why an opened frame has no source', async () => {
    render(<StackTrace frames={FRAMES} view="relevant" />);
    await userEvent.click(frame('main'));
    const item = frame('main').closest('li')!;
    expect(within(item).getByText('The source of this line was not sent, and no source map gives it.')).toBeTruthy();
  });

  test('closes a frame again', async () => {
    render(<StackTrace frames={FRAMES} view="relevant" />);
    await userEvent.click(frame('create'));
    expect(frame('create').getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('region', { name: 'Source' })).toBeNull();
  });

  test('opens and closes all frames that are shown', async () => {
    render(<StackTrace frames={FRAMES} view="full" />);
    const open = () => screen.queryAllByRole('button', { expanded: true });
    await userEvent.click(screen.getByRole('button', { name: 'Expand all' }));
    expect(open()).toHaveLength(5);
    await userEvent.click(screen.getByRole('button', { name: 'Collapse all' }));
    expect(open()).toHaveLength(0);
  });

  test('is turned round with all its runs, and what is open stays open', async () => {
    render(<StackTrace frames={FRAMES} view="relevant" />);
    const lines = () => screen.getAllByRole('listitem').map((item) => item.querySelector('button')!.textContent);
    await userEvent.click(screen.getByRole('button', { name: '2 library frames hidden' }));
    const newestFirst = lines();
    act(() => frameOrder.choose('oldest_first'));
    expect(lines()).toEqual(newestFirst.toReversed());
    expect(lines().at(-1)).toContain('create');
    expect(frame('create').getAttribute('aria-expanded')).toBe('true');
  });

  test('marks one’s own frames, and names a file that is not known', () => {
    render(<StackTrace frames={[{ function: 'run', in_app: true }]} view="full" />);
    expect(screen.getByText('In app')).toBeTruthy();
    expect(screen.getByText('unknown file')).toBeTruthy();
  });
});
