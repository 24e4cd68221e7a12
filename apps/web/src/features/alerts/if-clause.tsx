import type { Condition } from '@railguard/contract/alert-rules';
import { t } from '../../text/whole.ts';
import styles from './builder.module.css';
import { type Choice, Clause } from './clause.tsx';
import { ConditionFields, shownOfCondition } from './condition-fields.tsx';
import { newCondition, type Row } from './rule-draft.ts';
import { wordCondition } from './word-rule.ts';

interface Props {
  rows: Row<Condition>[];
  /** Of which nothing here counts. */
  hasDigest: boolean;
  error: Error | null;
  onChange: (rows: Row<Condition>[]) => void;
}

/** As the API has it. */
const MOST = 20;
const FIELDS = ['level', 'environment', 'release', 'tag', 'text', 'handled'] as const;
/** Two of these would be one of them, or none. */
const ONCE = new Set<string>(['level', 'handled']);

const CHOICES: Choice<Condition>[] = FIELDS.map((field) => ({
  label: t(`builder.field.${field}`),
  make: () => newCondition(field),
  ...(ONCE.has(field) ? { isSaidBy: (condition: Condition) => condition.field === field } : {}),
}));

/** IF: all of them. */
export function IfClause({ rows, hasDigest, error, onChange }: Props) {
  return (
    <Clause
      word={t('builder.if')}
      text={t('builder.if_text')}
      none={t('builder.if_none')}
      rows={rows}
      most={MOST}
      add={t('builder.if_add')}
      choices={CHOICES}
      error={error}
      pointer="/conditions"
      describe={wordCondition}
      shows={shownOfCondition}
      onChange={onChange}
      footer={hasDigest && <p className={styles.hint}>{t('builder.if_digest')}</p>}
    >
      {(entry) => <ConditionFields {...entry} error={error} />}
    </Clause>
  );
}
