import { useState } from 'react';
import { ownTimeZone } from '../../format/time-zones.ts';
import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import { type AlertPreferences, useChangePreferences } from './alert-preferences.ts';
import styles from './notifications.module.css';

/** Common enough to begin with. */
const NIGHT = { from: '22:00', to: '07:00' };

/** When alerts wait, and the clock by which that and every time in a mail is told. */
export function QuietHours({ preferences: { quiet_hours: hours, time_zone } }: { preferences: AlertPreferences }) {
  const [isOn, setOn] = useState(hours !== null);
  // Who never chose one means their own.
  const [zone, setZone] = useState(!hours && time_zone === 'UTC' ? ownTimeZone() : time_zone);
  const change = useChangePreferences(t('said.saved'), true);
  const save = (form: FormData) =>
    change.mutate({
      quiet_hours: isOn ? { from: String(form.get('from')), to: String(form.get('to')) } : null,
      time_zone: zone,
    });
  const zoneMistake = mistakeIn(change.error, '/time_zone');
  return (
    <Panel title={t('notifications.quiet')}>
      <Form submit={t('form.save')} error={change.error} busy={change.isPending} onSubmit={save}>
        <Switch
          label={t('notifications.quiet_on')}
          hint={t('notifications.quiet_hint')}
          checked={isOn}
          onChange={({ target }) => setOn(target.checked)}
        />
        {isOn && (
          <div className={styles.hours}>
            <Field
              label={t('notifications.from')}
              name="from"
              type="time"
              required
              defaultValue={hours?.from ?? NIGHT.from}
              mistake={mistakeIn(change.error, '/quiet_hours/from') ?? mistakeIn(change.error, '/quiet_hours')}
            />
            <Field
              label={t('notifications.to')}
              name="to"
              type="time"
              required
              defaultValue={hours?.to ?? NIGHT.to}
              mistake={mistakeIn(change.error, '/quiet_hours/to')}
            />
          </div>
        )}
        <TimeZoneSelect label={t('notifications.zone')} value={zone} onChange={setZone} />
        {zoneMistake && <Notice kind="bad">{zoneMistake}</Notice>}
      </Form>
    </Panel>
  );
}
