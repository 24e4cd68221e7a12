import { useState } from 'react';
import { inUnits, MINUTE_UNITS, minutesIn } from '../../format/minutes.ts';
import { t } from '../../text/whole.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';

interface Props {
  label: string;
  minutes: number;
  least: number;
  most: number;
  mistake?: string;
  onChange: (minutes: number) => void;
}

/** A length of time, written in the unit that suits it. */
export function DurationField({ label, minutes, least, most, mistake, onChange }: Props) {
  const [unit, setUnit] = useState(() => inUnits(minutes).unit);
  const size = minutesIn(unit);
  return (
    <>
      <NumberField
        label={label}
        value={minutes / size}
        min={least}
        max={Math.floor(most / size)}
        mistake={mistake}
        onChange={(count) => onChange(count * size)}
      />
      <Select
        label={t('builder.unit', { what: label })}
        hideLabel
        value={unit}
        options={MINUTE_UNITS.map((value) => ({ value, label: t(`builder.unit.${value}`) }))}
        onChange={(next) => {
          setUnit(next);
          onChange((minutes / size) * minutesIn(next));
        }}
      />
    </>
  );
}
