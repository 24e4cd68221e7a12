import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { AssignMenu } from '../issues/assign-menu.tsx';
import { DeleteDialog } from '../issues/delete-dialog.tsx';
import { IgnoreMenu } from '../issues/ignore-menu.tsx';
import { ResolveMenu } from '../issues/resolve-menu.tsx';
import { useActs } from '../issues/use-acts.ts';
import styles from './issue-header.module.css';
import { useIssue } from './use-issue.ts';

/** What can be done about the issue; the same as with many in the stream. */
export function IssueActions() {
  const { issue, organizationId } = useIssue();
  const navigate = useNavigate();
  const [menu, setMenu] = useState<'assign' | 'ignore'>();
  const [isDeleting, setDeleting] = useState(false);
  const acts = useActs(organizationId, { chosen: { ids: [issue.id] }, onDone: () => {}, onFailed: () => {} });
  const group = t('issue.group');
  const open = (which: 'assign' | 'ignore') => ({
    isOpen: menu === which,
    onOpenChange: (isOpen: boolean) => setMenu(isOpen ? which : undefined),
  });
  /** By its key, from wherever the page is scrolled to. */
  const ask = (which: 'assign' | 'ignore') => {
    scrollTo({ top: 0 });
    setMenu(which);
  };
  useShortcuts([
    { id: 'issue.resolve', keys: 'e', title: t('issues.resolve'), group, run: () => acts.resolve('now') },
    {
      id: 'issue.resolve_next',
      keys: 'Shift+e',
      title: t('issues.resolve_next'),
      group,
      run: () => acts.resolve('next_release'),
    },
    { id: 'issue.ignore', keys: 'm', title: t('issues.ignore'), group, run: () => ask('ignore') },
    { id: 'issue.assign', keys: 'a', title: t('issues.assign'), group, run: () => ask('assign') },
  ]);
  return (
    <div className={styles.actions}>
      {issue.status === 'unresolved' ? (
        <>
          <Button kind="primary" busy={acts.isBusy} onClick={() => acts.resolve('now')}>
            {t('issues.resolve')}
          </Button>
          <ResolveMenu organizationId={organizationId} projectId={issue.project_id} onResolve={acts.resolve} />
          <IgnoreMenu {...open('ignore')} onIgnore={acts.ignore} />
        </>
      ) : (
        <Button busy={acts.isBusy} onClick={acts.unresolve}>
          {t('issues.unresolve')}
        </Button>
      )}
      <AssignMenu {...open('assign')} organizationId={organizationId} onAssign={acts.assign} />
      <Menu trigger={<Button>{t('issues.more_acts')}</Button>}>
        <MenuItem danger onSelect={() => setDeleting(true)}>
          {t('issues.delete')}
        </MenuItem>
      </Menu>
      <DeleteDialog
        isOpen={isDeleting}
        chosen={issue.short_id}
        typed={issue.short_id}
        onDelete={() => {
          acts.remove();
          void navigate({ to: '/issues' });
        }}
        onClose={() => setDeleting(false)}
      />
    </div>
  );
}
