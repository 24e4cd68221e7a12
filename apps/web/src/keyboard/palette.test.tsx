import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Palette } from './palette.tsx';
import { register } from './registry.ts';

const runs = { issues: vi.fn(), projects: vi.fn(), resolve: vi.fn() };
const SHORTCUTS = [
  { id: 'go.issues', keys: 'g i', title: 'Go to the issues', group: 'Everywhere', run: runs.issues },
  { id: 'go.projects', keys: 'g p', title: 'Go to the projects', group: 'Everywhere', run: runs.projects },
  { id: 'issue.resolve', keys: 'e', title: 'Resolve', group: 'This issue', run: runs.resolve },
];
let unregister: () => void;

describe('the palette', () => {
  const close = vi.fn();
  beforeEach(() => {
    unregister = register(SHORTCUTS);
    vi.clearAllMocks();
    render(<Palette isOpen onClose={close} />);
  });
  afterEach(() => unregister());

  const options = () => screen.queryAllByRole('option').map(({ id, textContent }) => ({ id, textContent }));
  const chosen = () => screen.getByRole('option', { selected: true }).textContent;

  test('begins with everything that can be done, and its keys', () => {
    expect(options().map(({ textContent }) => textContent)).toEqual([
      'Go to the issuesEverywhereg i',
      'Go to the projectsEverywhereg p',
      'ResolveThis issuee',
    ]);
    expect(document.activeElement).toBe(screen.getByRole('combobox'));
  });

  test('finds by words in any order, of what it does and of where', async () => {
    await userEvent.type(screen.getByRole('combobox'), 'issue');
    expect(options()).toHaveLength(2);
    await userEvent.type(screen.getByRole('combobox'), 's go');
    expect(options()).toHaveLength(1);
  });

  test('does what the arrows are on once it is closed', async () => {
    await userEvent.type(screen.getByRole('combobox'), '{ArrowDown}');
    expect(chosen()).toContain('projects');
    expect(screen.getByRole('combobox').getAttribute('aria-activedescendant')).toBe(options()[1]!.id);
    await userEvent.keyboard('{Enter}');
    expect(close).toHaveBeenCalled();
    await vi.waitFor(() => expect(runs.projects).toHaveBeenCalledOnce());
    expect(runs.issues).not.toHaveBeenCalled();
  });

  test('goes round at its ends, and back to the top with other words', async () => {
    await userEvent.type(screen.getByRole('combobox'), '{ArrowUp}');
    expect(chosen()).toContain('Resolve');
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen()).toContain('Go to the issues');
    await userEvent.keyboard('{ArrowDown}go');
    expect(chosen()).toContain('Go to the issues');
  });

  test('says so where nothing is called that, and Enter does nothing', async () => {
    await userEvent.type(screen.getByRole('combobox'), 'zeppelin{ArrowDown}{Enter}');
    expect(screen.getByText('Nothing here is called that.')).toBeTruthy();
    expect(close).not.toHaveBeenCalled();
  });
});
