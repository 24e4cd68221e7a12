import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { renderWithAnswers } from '../../../test/render-with-answers.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import { rememberSearch } from './recent-searches.ts';
import { SearchBox } from './search-box.tsx';

const ORGANIZATION = '00000000-0000-4000-8000-00000000000a';
const searched = vi.fn();

function Box({ value = '' }: { value?: string }) {
  const input = useRef<HTMLInputElement>(null);
  return <SearchBox organizationId={ORGANIZATION} value={value} onSearch={searched} error={null} input={input} />;
}

const open = (value?: string) =>
  renderWithAnswers(<Box {...(value !== undefined && { value })} />, [
    [
      projectsQuery(ORGANIZATION).queryKey,
      [
        { id: 'p1', slug: 'shop' },
        { id: 'p2', slug: 'shipping' },
      ],
    ],
    [['tags', ['p1', 'p2']], ['customer']],
    [['tags', ['p1']], ['customer']],
  ]);
const box = () => screen.getByRole('combobox', { name: 'Search issues' }) as HTMLInputElement;
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);

describe('the search', () => {
  beforeEach(() => searched.mockClear());

  test('suggests keys by their beginning, those of the project’s own tags too', async () => {
    open();
    await userEvent.type(box(), 'cust');
    expect(options()).toEqual(['customer:']);
    expect(box().getAttribute('aria-expanded')).toBe('true');
  });

  test('is written by keys alone: a key, then its value, then it searches', async () => {
    open();
    await userEvent.type(box(), 'lev{ArrowDown}{Enter}');
    expect(box().value).toBe('level:');
    await userEvent.type(box(), 'fat{ArrowDown}{Tab}');
    expect(box().value).toBe('level:fatal ');
    expect(document.activeElement).toBe(box());
    await userEvent.type(box(), 'OrderError{Enter}');
    expect(searched.mock.calls).toEqual([['level:fatal OrderError']]);
  });

  test('names the suggestion that the arrows are on, and goes round', async () => {
    open();
    await userEvent.type(box(), 'project:sh{ArrowDown}');
    expect(options()).toEqual(['project:shop ', 'project:shipping ']);
    const chosen = () => document.getElementById(box().getAttribute('aria-activedescendant')!)?.textContent;
    expect(chosen()).toBe('project:shop ');
    await userEvent.keyboard('{ArrowUp}');
    expect(chosen()).toBe('project:shipping ');
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen()).toBe('project:shop ');
  });

  test('closes the list with Escape, and lets go with another', async () => {
    open();
    await userEvent.type(box(), 'lev{Escape}');
    expect(options()).toEqual([]);
    expect(document.activeElement).toBe(box());
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).not.toBe(box());
    expect(searched).not.toHaveBeenCalled();
  });

  test('offers what was searched for before, which searches at once', async () => {
    rememberSearch('is:regressed');
    rememberSearch('is:unresolved');
    open('is:unresolved');
    await userEvent.click(box());
    expect(screen.getByRole('listbox', { name: 'Searched before' })).toBeTruthy();
    expect(options()).toEqual(['is:regressed']);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(searched.mock.calls).toEqual([['is:regressed']]);
  });
});
