import { OCCASIONS, type Trigger } from '@railguard/contract/alert-rules';
import { ownTimeZone } from '../../format/time-zones.ts';
import { t } from '../../text/whole.ts';
import { type Choice, Clause } from './clause.tsx';
import { newTrigger, type Row } from './rule-draft.ts';
import { shownOfTrigger, TriggerFields } from './trigger-fields.tsx';
import { wordTrigger } from './word-rule.ts';

interface Props {
  rows: Row<Trigger>[];
  error: Error | null;
  onChange: (rows: Row<Trigger>[]) => void;
}

/** As the API has it. */
const MOST = 10;
/** These differ by their numbers; any other is said once. */
const SEVERAL = new Set<string>(['events', 'users', 'spike', 'digest']);

const CHOICES: Choice<Trigger>[] = OCCASIONS.map((occasion) => ({
  label: t(`builder.add.${occasion}`),
  make: () => newTrigger(occasion, ownTimeZone()),
  ...(SEVERAL.has(occasion) ? {} : { isSaidBy: (trigger: Trigger) => trigger.occasion === occasion }),
}));

/** WHEN: any of them. */
export function WhenClause({ rows, error, onChange }: Props) {
  return (
    <Clause
      word={t('builder.when')}
      text={t('builder.when_text')}
      none={t('builder.when_none')}
      rows={rows}
      most={MOST}
      add={t('builder.when_add')}
      choices={CHOICES}
      error={error}
      pointer="/triggers"
      describe={wordTrigger}
      shows={shownOfTrigger}
      onChange={onChange}
    >
      {(entry) => <TriggerFields {...entry} error={error} />}
    </Clause>
  );
}
