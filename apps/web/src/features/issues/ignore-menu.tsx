import { useState } from 'react';
import { DAY_MS } from '../../format/duration.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import type { IssueChange } from './issue.ts';

interface Props {
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  onIgnore: (rule: NonNullable<IssueChange['ignore']>) => void;
}

const DAYS = [1, 7, 30];

/** For how long nobody wants to hear of it. */
export function IgnoreMenu({ isOpen, onOpenChange, onIgnore }: Props) {
  const [isAsking, setAsking] = useState(false);
  const until = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  return (
    <>
      <Menu
        {...(isOpen === undefined ? {} : { isOpen })}
        {...(onOpenChange && { onOpenChange })}
        trigger={<Button>{t('issues.ignore')}</Button>}
      >
        {DAYS.map((days) => (
          <MenuItem key={days} onSelect={() => onIgnore({ until: until(days) })}>
            {t('issues.ignore_days', { count: days })}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => onIgnore({ for_events: 100 })}>{t('issues.ignore_events', { count: 100 })}</MenuItem>
        <MenuItem onSelect={() => onIgnore({ for_users: 10 })}>{t('issues.ignore_users', { count: 10 })}</MenuItem>
        <MenuItem onSelect={() => onIgnore({ forever: true })}>{t('issues.ignore_forever')}</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setAsking(true)}>{t('issues.ignore_other')}</MenuItem>
      </Menu>
      <IgnoreDialog
        isOpen={isAsking}
        onChoose={(rule) => {
          setAsking(false);
          onIgnore(rule);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
