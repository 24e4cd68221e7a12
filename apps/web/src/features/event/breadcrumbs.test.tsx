import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../../../test/an-event.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';

const event = anEvent({
  exceptions: [{ type: 'OrderError', value: 'not saved' }],
  breadcrumbs: [
    { timestamp: '2026-11-23T09:59:57.000Z', category: 'ui.click', message: 'button#buy' },
    {
      timestamp: '2026-11-23T09:59:58.300Z',
      type: 'http',
      category: 'fetch',
      data: { method: 'POST', url: '/cart', status_code: 500, reason: 'broken' },
    },
    { category: 'console', message: 'slow\u202e', level: 'warning' },
  ],
});

const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('breadcrumbs', () => {
  test('are listed with the error first, each with its time before it', () => {
    render(<Breadcrumbs event={event} />);
    expect(rows()).toEqual([
      '0.0 sthis errorOrderError: not savederror',
      'consoleslow[U+202E]warning',
      '-1.7 sfetchPOST /cart 500{\n  "reason": "broken"\n}',
      '-3.0 sui.clickbutton#buy',
    ]);
    expect(screen.getByRole('heading', { name: '3 breadcrumbs' })).toBeTruthy();
  });

  test('are turned round, and stay so for the next event', async () => {
    const { unmount } = render(<Breadcrumbs event={event} />);
    await userEvent.click(screen.getByRole('button', { name: 'Newest first' }));
    expect(rows()[0]).toContain('ui.click');
    unmount();
    render(<Breadcrumbs event={event} />);
    expect(rows()[0]).toContain('ui.click');
    await userEvent.click(screen.getByRole('button', { name: 'Oldest first' }));
    expect(rows()[0]).toContain('this error');
  });

  test('are chosen by type and by level, and the error itself stays', async () => {
    render(<Breadcrumbs event={event} />);
    const kind = screen.getByRole('combobox', { name: 'Type' });
    const kinds = [...kind.querySelectorAll('option')].map(({ textContent }) => textContent);
    expect(kinds).toEqual(['All types', 'console', 'http', 'ui']);
    await userEvent.selectOptions(kind, 'ui');
    expect(rows()).toEqual(['0.0 sthis errorOrderError: not savederror', '-3.0 sui.clickbutton#buy']);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'warning');
    expect(rows()).toHaveLength(1);
    await userEvent.selectOptions(kind, 'All types');
    expect(rows()[1]).toContain('slow');
  });

  test('offer no choice where all are alike, and then leave none out', () => {
    const only = anEvent({ breadcrumbs: [{ message: 'a' }, { message: 'b' }] });
    render(<Breadcrumbs event={only} />);
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(rows()).toHaveLength(3);
  });

  test('are searched in all that a row shows', async () => {
    render(<Breadcrumbs event={event} />);
    await userEvent.type(screen.getByRole('searchbox'), 'BROKEN');
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toContain('POST /cart 500');
  });

  test('are not there where none were left', () => {
    const { container } = render(<Breadcrumbs event={anEvent({ breadcrumbs: [] })} />);
    expect(container.textContent).toBe('');
  });
});
