import { useState } from 'react';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import type { IssueChange } from './issue.ts';
import { ReleaseDialog } from './release-dialog.tsx';

interface Props {
  organizationId: string;
  /** Of all the issues, where they are of one. */
  projectId: string | undefined;
  onResolve: (resolution: NonNullable<IssueChange['resolution']>) => void;
}

/** In what it is resolved, which says what will count as a regression. */
export function ResolveMenu({ organizationId, projectId, onResolve }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Menu trigger={<Button>{t('issues.resolve_more')}</Button>}>
        <MenuItem keys="e" onSelect={() => onResolve('now')}>
          {t('issues.resolve_now')}
        </MenuItem>
        <MenuItem keys="⇧E" onSelect={() => onResolve('next_release')}>
          {t('issues.resolve_next')}
        </MenuItem>
        <MenuItem onSelect={() => setAsking(true)}>{t('issues.resolve_in')}</MenuItem>
      </Menu>
      <ReleaseDialog
        organizationId={organizationId}
        projectId={projectId}
        isOpen={isAsking}
        onChoose={(release) => {
          setAsking(false);
          onResolve({ in_release: release });
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
