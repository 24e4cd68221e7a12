import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { renderWithAnswers } from '../../../test/render-with-answers.tsx';
import { BulkBar, type BulkMenu } from './bulk-bar.tsx';
import { membersQuery, teamsQuery } from './people-query.ts';
import type { Acts } from './use-acts.ts';

const ORGANIZATION = '00000000-0000-4000-8000-00000000000a';
const ME = { id: 'me', email: 'ada@example.com', name: 'Ada' };
const BOB = { id: 'bob', email: 'bob@example.com', name: '' };

interface Props {
  acts: Acts;
  shortId?: string;
  canMerge?: boolean;
}

function Bar({ acts, shortId, canMerge = true }: Props) {
  const [menu, setMenu] = useState<BulkMenu>();
  return (
    <BulkBar
      organizationId={ORGANIZATION}
      acts={acts}
      chosen="2 selected"
      shortId={shortId}
      projectId={undefined}
      canMerge={canMerge}
      menu={menu}
      onMenu={setMenu}
      onClear={() => {}}
    />
  );
}

function open(props: Omit<Props, 'acts'> = {}) {
  const acts = {
    isBusy: false,
    resolve: vi.fn(),
    ignore: vi.fn(),
    unresolve: vi.fn(),
    assign: vi.fn(),
    merge: vi.fn(),
    remove: vi.fn(),
  } satisfies Acts;
  renderWithAnswers(<Bar acts={acts} {...props} />, [
    [['me'], ME],
    [membersQuery(ORGANIZATION).queryKey, [ME, BOB]],
    [teamsQuery(ORGANIZATION).queryKey, [{ id: 'web', name: 'Web' }]],
  ]);
  return acts;
}

const choose = async (button: string, item: string | RegExp) => {
  await userEvent.click(screen.getByRole('button', { name: button }));
  await userEvent.click(screen.getByRole('menuitem', { name: item }));
};

describe('what is done with the issues that are chosen', () => {
  test('they are resolved at once, or in the next release', async () => {
    const acts = open();
    await userEvent.click(screen.getByRole('button', { name: 'Resolve' }));
    await choose('Resolve in …', /^Resolve in the next release/);
    expect(acts.resolve.mock.calls).toEqual([['now'], ['next_release']]);
  });

  test('they are given to oneself, a team, somebody else or nobody', async () => {
    const acts = open();
    await choose('Assign …', 'To me');
    await choose('Assign …', 'Web');
    await choose('Assign …', 'bob@example.com');
    await choose('Assign …', 'To nobody');
    expect(acts.assign.mock.calls).toEqual([
      [{ assignee_id: 'me' }, 'Ada'],
      [{ team_id: 'web' }, 'Web'],
      [{ assignee_id: 'bob' }, 'bob@example.com'],
      [{ assignee_id: null, team_id: null }, undefined],
    ]);
  });

  test('merging asks first, and is not offered for one', async () => {
    const acts = open();
    await choose('More …', 'Merge');
    expect(acts.merge).not.toHaveBeenCalled();
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Merge' }));
    expect(acts.merge).toHaveBeenCalledOnce();
  });

  test('one issue cannot be merged with itself', async () => {
    open({ canMerge: false });
    await userEvent.click(screen.getByRole('button', { name: 'More …' }));
    expect(screen.getByRole('menuitem', { name: 'Merge' }).getAttribute('aria-disabled')).toBe('true');
  });

  test('deleting one asks for its name', async () => {
    const acts = open({ shortId: 'SHOP-12' });
    await choose('More …', 'Delete');
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Type “SHOP-12” to go on'), 'SHOP-1{Enter}');
    expect(acts.remove).not.toHaveBeenCalled();
    await userEvent.type(dialog.getByRole('textbox'), '2{Enter}');
    expect(acts.remove).toHaveBeenCalledOnce();
  });
});
