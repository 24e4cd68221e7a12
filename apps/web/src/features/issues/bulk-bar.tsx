import { useState } from 'react';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { IgnoreMenu } from './ignore-menu.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { ResolveMenu } from './resolve-menu.tsx';
import type { Acts } from './use-acts.ts';

/** What a key asks to be opened. */
export type BulkMenu = 'ignore' | 'assign';

interface Props {
  organizationId: string;
  acts: Acts;
  /** Words for how many are chosen. */
  chosen: string;
  /** Of one, so that its name can be asked for. */
  shortId: string | undefined;
  /** Of all that are chosen, where they are of one. */
  projectId: string | undefined;
  canMerge: boolean;
  menu: BulkMenu | undefined;
  onMenu: (menu: BulkMenu | undefined) => void;
  onClear: () => void;
}

/** What can be done with the issues that are chosen. */
export function BulkBar(props: Props) {
  const { organizationId, acts, chosen, shortId, projectId, canMerge, menu, onMenu, onClear } = props;
  const [asked, setAsked] = useState<'merge' | 'delete'>();
  const open = (which: BulkMenu) => ({
    isOpen: menu === which,
    onOpenChange: (isOpen: boolean) => onMenu(isOpen ? which : undefined),
  });
  const close = () => setAsked(undefined);
  return (
    <>
      <strong>{chosen}</strong>
      <Button kind="primary" busy={acts.isBusy} onClick={() => acts.resolve('now')}>
        {t('issues.resolve')}
      </Button>
      <ResolveMenu organizationId={organizationId} projectId={projectId} onResolve={acts.resolve} />
      <IgnoreMenu {...open('ignore')} onIgnore={acts.ignore} />
      <AssignMenu {...open('assign')} organizationId={organizationId} onAssign={acts.assign} />
      <Menu trigger={<Button>{t('issues.more_acts')}</Button>}>
        <MenuItem onSelect={acts.unresolve}>{t('issues.unresolve')}</MenuItem>
        <MenuItem disabled={!canMerge} onSelect={() => setAsked('merge')}>
          {t('issues.merge')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setAsked('delete')}>
          {t('issues.delete')}
        </MenuItem>
      </Menu>
      <Button kind="quiet" onClick={onClear}>
        {t('issues.clear_selection')}
      </Button>
      <MergeDialog isOpen={asked === 'merge'} chosen={chosen} onMerge={acts.merge} onClose={close} />
      <DeleteDialog
        isOpen={asked === 'delete'}
        chosen={chosen}
        typed={shortId ?? t('issues.delete_word')}
        onDelete={acts.remove}
        onClose={close}
      />
    </>
  );
}
