import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import type { Shortcut } from '../../keyboard/shortcut.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import type { BulkMenu } from './bulk-bar.tsx';
import type { Issue } from './issue.ts';
import type { StreamSearch } from './stream-search.ts';
import type { Acts } from './use-acts.ts';
import type { Cursor } from './use-cursor.ts';

interface Stream {
  issues: Issue[];
  cursor: Cursor;
  acts: Acts;
  canChange: boolean;
  searchInput: RefObject<HTMLInputElement | null>;
  refresh: () => void;
  setMenu: (menu: BulkMenu) => void;
  /** The id of the issue that is looked at beside the list. */
  peek: string | undefined;
  go: (change: StreamSearch, resetScroll?: boolean) => void;
}

/** The keys of the list: they move the cursor, look, open and act. */
export function useStreamKeys({ issues, cursor, acts, canChange, searchInput, refresh, setMenu, peek, go }: Stream) {
  const navigate = useNavigate();
  const group = t('nav.issues');
  const look = (id: string | undefined) => go({ peek: id }, false);
  const step = (next: number) => {
    if (peek && issues[next]) look(issues[next].id);
  };
  const open = () =>
    cursor.current && void navigate({ to: '/issues/$issueId', params: { issueId: cursor.current.id } });
  const openMenu = (menu: BulkMenu) => {
    if (cursor.subjects.length === 0) return;
    if (!cursor.isEverything) cursor.choose(cursor.subjects);
    setMenu(menu);
  };
  const reading: Shortcut[] = [
    { id: 'issues.search', keys: '/', title: t('issues.search'), group, run: () => searchInput.current?.focus() },
    { id: 'issues.next', keys: 'j', title: t('keys.next'), group, run: () => step(cursor.move(1)) },
    { id: 'issues.previous', keys: 'k', title: t('keys.previous'), group, run: () => step(cursor.move(-1)) },
    { id: 'issues.open', keys: 'Enter', title: t('keys.open'), group, run: open },
    { id: 'issues.open_too', keys: 'o', title: t('keys.open'), group, run: open },
    {
      id: 'issues.peek',
      keys: 'Space',
      title: t('peek.label'),
      group,
      run: () => look(peek === cursor.current?.id ? undefined : cursor.current?.id),
    },
    {
      id: 'issues.escape',
      keys: 'Escape',
      title: t('issues.escape'),
      group,
      run: () => (peek ? look(undefined) : cursor.clear()),
    },
    { id: 'issues.refresh', keys: 'r', title: t('issues.refresh'), group, run: refresh },
  ];
  const { current } = cursor;
  const acting: Shortcut[] = [
    {
      id: 'issues.select',
      keys: 'x',
      title: t('keys.select'),
      group,
      run: () => current && cursor.select(current.id, !cursor.isSelected(current.id)),
    },
    { id: 'issues.extend', keys: 'Shift+j', title: t('keys.extend'), group, run: () => step(cursor.extend(1)) },
    {
      id: 'issues.extend_back',
      keys: 'Shift+k',
      title: t('issues.extend_back'),
      group,
      run: () => step(cursor.extend(-1)),
    },
    { id: 'issues.resolve', keys: 'e', title: t('issues.resolve'), group, run: () => acts.resolve('now') },
    {
      id: 'issues.resolve_next',
      keys: 'Shift+e',
      title: t('issues.resolve_next'),
      group,
      run: () => acts.resolve('next_release'),
    },
    { id: 'issues.ignore', keys: 'm', title: t('issues.ignore'), group, run: () => openMenu('ignore') },
    { id: 'issues.assign', keys: 'a', title: t('issues.assign'), group, run: () => openMenu('assign') },
  ];
  useShortcuts(canChange ? [...reading, ...acting] : reading);
}
