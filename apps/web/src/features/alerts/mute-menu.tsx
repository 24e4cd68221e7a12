import { DAY_MS, HOUR_MS } from '../../format/duration.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';

interface Props {
  /** Of the rule. */
  name: string;
  isMuted: boolean;
  busy: boolean;
  /** null ends it. */
  onMute: (until: string | null) => void;
}

const TIMES = [
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
] as const;

/** For how long a rule sends nothing. */
export function MuteMenu({ name, isMuted, busy, onMute }: Props) {
  return (
    <Menu
      align="end"
      trigger={
        <Button busy={busy} aria-label={t('alerts.mute_rule', { name })}>
          {t('alerts.mute')}
        </Button>
      }
    >
      {TIMES.map(([time, length]) => (
        <MenuItem key={time} onSelect={() => onMute(new Date(Date.now() + length).toISOString())}>
          {t(`alerts.mute_for.${time}`)}
        </MenuItem>
      ))}
      {isMuted && <MenuItem onSelect={() => onMute(null)}>{t('alerts.unmute')}</MenuItem>}
    </Menu>
  );
}
