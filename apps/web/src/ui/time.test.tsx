import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exactTime } from '../format/relative-time.ts';
import { Time } from './time.tsx';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');

describe('a time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is told from now, with the exact one and its zone on hover', () => {
    const at = '2026-11-23T09:00:00.000Z';
    render(<Time at={at} />);
    act(() => vi.advanceTimersByTime(30_000));
    const time = screen.getByText('1h ago');
    expect(time.getAttribute('datetime')).toBe(at);
    expect(time.title).toBe(exactTime(new Date(at)));
    expect(time.title).toContain(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test('grows older while the page stays open, and no clock runs once it is gone', () => {
    const { unmount } = render(<Time at="2026-11-23T10:00:00.000Z" />);
    act(() => vi.advanceTimersByTime(30_000));
    expect(screen.getByText('now')).toBeTruthy();
    act(() => vi.advanceTimersByTime(120_000));
    expect(screen.getByText('2m ago')).toBeTruthy();
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});
