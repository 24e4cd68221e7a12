import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import type { IssueChange } from './issue.ts';

interface Props {
  count: number;
  busy: boolean;
  onChange: (change: IssueChange, said: string) => void;
  onClear: () => void;
}

const DAYS = [1, 7, 30];
const DAY_MS = 86_400_000;

/** What can be done with the issues that are chosen. */
export function BulkBar({ count, busy, onChange, onClear }: Props) {
  const resolve = (resolution: 'now' | 'next_release') =>
    onChange({ status: 'resolved', resolution }, t('issues.said.resolved', { count }));
  const ignore = (rule: IssueChange['ignore']) =>
    onChange({ status: 'ignored', ignore: rule }, t('issues.said.ignored', { count }));
  const until = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  return (
    <>
      <strong>{t('issues.selected', { count })}</strong>
      <Button kind="primary" busy={busy} onClick={() => resolve('now')}>
        {t('issues.resolve')}
      </Button>
      <Menu trigger={<Button>{t('issues.resolve_more')}</Button>}>
        <MenuItem keys="e" onSelect={() => resolve('now')}>
          {t('issues.resolve_now')}
        </MenuItem>
        <MenuItem keys="⇧E" onSelect={() => resolve('next_release')}>
          {t('issues.resolve_next')}
        </MenuItem>
      </Menu>
      <Menu trigger={<Button>{t('issues.ignore')}</Button>}>
        {DAYS.map((days) => (
          <MenuItem key={days} onSelect={() => ignore({ until: until(days) })}>
            {t('issues.ignore_days', { count: days })}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => ignore({ for_events: 100 })}>{t('issues.ignore_events', { count: 100 })}</MenuItem>
        <MenuItem onSelect={() => ignore({ for_users: 10 })}>{t('issues.ignore_users', { count: 10 })}</MenuItem>
        <MenuItem keys="m" onSelect={() => ignore({ forever: true })}>
          {t('issues.ignore_forever')}
        </MenuItem>
      </Menu>
      <Button onClick={() => onChange({ status: 'unresolved' }, t('issues.said.unresolved', { count }))}>
        {t('issues.unresolve')}
      </Button>
      <Button kind="quiet" onClick={onClear}>
        {t('issues.clear_selection')}
      </Button>
    </>
  );
}
