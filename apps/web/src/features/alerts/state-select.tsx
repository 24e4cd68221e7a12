import { ALERT_STATES, type AlertState } from '@railguard/contract/alert-rules';
import { t } from '../../text/whole.ts';
import { Select } from '../../ui/select.tsx';

interface Props {
  state: AlertState | undefined;
  onChange: (state: AlertState | undefined) => void;
}

const ANY = '';

/** By what became of alerts. */
export function StateSelect({ state, onChange }: Props) {
  return (
    <Select
      label={t('history.state')}
      value={state ?? ANY}
      options={[
        { value: ANY, label: t('history.any_state') },
        ...ALERT_STATES.map((each) => ({ value: each, label: t(`alert.state.${each}`) })),
      ]}
      onChange={(chosen) => onChange(chosen || undefined)}
    />
  );
}
