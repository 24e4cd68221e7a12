import type { Trigger } from '@railguard/contract/alert-rules';
import { t } from '../../text/whole.ts';
import { mistakeIn } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import { DurationField } from './duration-field.tsx';
import { wordHour } from './word-rule.ts';

interface Props<Value = Trigger> {
  value: Value;
  error: Error | null;
  pointer: string;
  onChange: (value: Value) => void;
}

/** As the API has them. */
const MOST_EVENTS = 100_000;
const MOST_MINUTES = 10_080;
const MOST_FACTOR = 1_000;
const MOST_MINIMUM = 1_000_000;

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: wordHour(hour) }));
const EVERY = ['day', 'week'] as const;

/** What happens, with the numbers that belong to it. */
export function TriggerFields({ value, ...props }: Props) {
  switch (value.occasion) {
    case 'events':
    case 'users':
      return <CountFields {...props} value={value} />;
    case 'spike':
      return <SpikeFields {...props} value={value} />;
    case 'digest':
      return <DigestFields {...props} value={value} />;
    default:
      return t(`builder.add.${value.occasion}`);
  }
}

function CountFields({ value, error, pointer, onChange }: Props<Extract<Trigger, { count: number }>>) {
  return (
    <>
      {t('builder.passes')}
      <NumberField
        label={t(`builder.count.${value.occasion}`)}
        value={value.count}
        min={2}
        max={MOST_EVENTS}
        mistake={mistakeIn(error, `${pointer}/count`)}
        onChange={(count) => onChange({ ...value, count })}
      />
      {t(`builder.within.${value.occasion}`)}
      <DurationField
        label={t('builder.within_label')}
        minutes={value.minutes}
        least={1}
        most={MOST_MINUTES}
        mistake={mistakeIn(error, `${pointer}/minutes`)}
        onChange={(minutes) => onChange({ ...value, minutes })}
      />
    </>
  );
}

function SpikeFields({ value, error, pointer, onChange }: Props<Extract<Trigger, { factor: number }>>) {
  return (
    <>
      {t('builder.has')}
      <NumberField
        label={t('builder.factor')}
        value={value.factor}
        min={1.5}
        max={MOST_FACTOR}
        step="any"
        mistake={mistakeIn(error, `${pointer}/factor`)}
        onChange={(factor) => onChange({ ...value, factor })}
      />
      {t('builder.usual')}
      <NumberField
        label={t('builder.minimum')}
        value={value.minimum}
        min={2}
        max={MOST_MINIMUM}
        mistake={mistakeIn(error, `${pointer}/minimum`)}
        onChange={(minimum) => onChange({ ...value, minimum })}
      />
      {t('builder.minimum_events')}
    </>
  );
}

function DigestFields({ value, onChange }: Props<Extract<Trigger, { hour: number }>>) {
  return (
    <>
      {t('builder.digest')}
      <Select
        label={t('builder.every')}
        hideLabel
        value={value.every}
        options={EVERY.map((every) => ({ value: every, label: t(`builder.every.${every}`) }))}
        onChange={(every) => onChange({ ...value, every })}
      />
      {t('builder.at')}
      <Select
        label={t('builder.hour')}
        hideLabel
        value={String(value.hour)}
        options={HOURS}
        onChange={(hour) => onChange({ ...value, hour: Number(hour) })}
      />
      {t('builder.in_zone')}
      <TimeZoneSelect
        label={t('builder.zone')}
        hideLabel
        value={value.time_zone}
        onChange={(time_zone) => onChange({ ...value, time_zone })}
      />
    </>
  );
}

/** The fields whose mistakes are shown by their inputs. */
export function shownOfTrigger({ occasion }: Trigger): readonly string[] {
  if (occasion === 'events' || occasion === 'users') return ['count', 'minutes'];
  return occasion === 'spike' ? ['factor', 'minimum'] : [];
}
