import { type Condition, LEVELS } from '@railguard/contract/alert-rules';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { t } from '../../text/whole.ts';
import { mistakeIn } from '../../ui/form.tsx';
import { InlineField } from '../../ui/inline-field.tsx';
import { Select } from '../../ui/select.tsx';
import { tagsQuery } from '../issues/known-values.ts';
import { KnownValuesField } from './known-values-field.tsx';
import { useAlerts } from './use-alerts.ts';

interface Props<Value = Condition> {
  value: Value;
  error: Error | null;
  pointer: string;
  onChange: (value: Value) => void;
}

const ONE_OR_NONE = ['one_of', 'none_of'] as const;
const CONTAINS_OR_LACKS = ['contains', 'lacks'] as const;
const HANDLED = ['handled', 'not_handled'] as const;
const MOST_LETTERS = 200;

/** What must hold for the event. */
export function ConditionFields({ value, ...props }: Props) {
  switch (value.field) {
    case 'level':
      return <LevelFields {...props} value={value} />;
    case 'environment':
    case 'release':
      return <NamedFields {...props} value={value} />;
    case 'tag':
      return <TagFields {...props} value={value} />;
    case 'text':
      return <TextFields {...props} value={value} />;
    case 'handled':
      return <HandledFields {...props} value={value} />;
  }
}

function LevelFields({ value, onChange }: Props<Extract<Condition, { field: 'level' }>>) {
  return (
    <>
      {t('builder.level')}
      <Select
        label={t('builder.level')}
        hideLabel
        value={value.at_least}
        options={LEVELS.map((level) => ({ value: level, label: level }))}
        onChange={(at_least) => onChange({ ...value, at_least })}
      />
    </>
  );
}

function NamedFields({
  value,
  error,
  pointer,
  onChange,
}: Props<Extract<Condition, { field: 'environment' | 'release' }>>) {
  return (
    <>
      {t(`builder.the.${value.field}`)}
      <OneOrNone
        what={t(`builder.the.${value.field}`)}
        value={value.is}
        onChange={(is) => onChange({ ...value, is })}
      />
      <KnownValuesField
        label={t(`builder.values.${value.field}`)}
        tag={value.field}
        values={value.values}
        error={error}
        pointer={`${pointer}/values`}
        onChange={(values) => onChange({ ...value, values })}
      />
    </>
  );
}

function TagFields({ value, error, pointer, onChange }: Props<Extract<Condition, { field: 'tag' }>>) {
  const { project } = useAlerts();
  const { data: tags = [] } = useQuery(tagsQuery([project.id]));
  const id = useId();
  return (
    <>
      {t('builder.the.tag')}
      <InlineField
        label={t('builder.tag_key')}
        list={id}
        value={value.key}
        required
        maxLength={MOST_LETTERS}
        autoComplete="off"
        spellCheck={false}
        mistake={mistakeIn(error, `${pointer}/key`)}
        onChange={({ target }) => onChange({ ...value, key: target.value })}
      />
      <datalist id={id}>
        {tags.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      {t('builder.is')}
      <OneOrNone what={t('builder.the.tag')} value={value.is} onChange={(is) => onChange({ ...value, is })} />
      <KnownValuesField
        label={t('builder.values.tag')}
        tag={value.key}
        values={value.values}
        error={error}
        pointer={`${pointer}/values`}
        onChange={(values) => onChange({ ...value, values })}
      />
    </>
  );
}

function TextFields({ value, error, pointer, onChange }: Props<Extract<Condition, { field: 'text' }>>) {
  return (
    <>
      {t('builder.the.text')}
      <Select
        label={t('builder.how', { what: t('builder.the.text') })}
        hideLabel
        value={value.is}
        options={CONTAINS_OR_LACKS.map((is) => ({ value: is, label: t(`builder.${is}`) }))}
        onChange={(is) => onChange({ ...value, is })}
      />
      <InlineField
        label={t('builder.text')}
        value={value.value}
        required
        maxLength={MOST_LETTERS}
        autoComplete="off"
        mistake={mistakeIn(error, `${pointer}/value`)}
        onChange={({ target }) => onChange({ ...value, value: target.value })}
      />
    </>
  );
}

function HandledFields({ value, onChange }: Props<Extract<Condition, { field: 'handled' }>>) {
  return (
    <>
      {t('builder.the.handled')}
      <Select
        label={t('builder.the.handled')}
        hideLabel
        value={value.is ? 'handled' : 'not_handled'}
        options={HANDLED.map((is) => ({ value: is, label: t(`builder.${is}`) }))}
        onChange={(is) => onChange({ ...value, is: is === 'handled' })}
      />
    </>
  );
}

interface OneOrNoneProps {
  what: string;
  value: 'one_of' | 'none_of';
  onChange: (value: 'one_of' | 'none_of') => void;
}

function OneOrNone({ what, value, onChange }: OneOrNoneProps) {
  return (
    <Select
      label={t('builder.how', { what })}
      hideLabel
      value={value}
      options={ONE_OR_NONE.map((is) => ({ value: is, label: t(`builder.${is}`) }))}
      onChange={onChange}
    />
  );
}

const SHOWN: Record<Condition['field'], readonly string[]> = {
  level: [],
  environment: ['values'],
  release: ['values'],
  tag: ['key', 'values'],
  text: ['value'],
  handled: [],
};

/** The fields whose mistakes are shown by their inputs. */
export function shownOfCondition({ field }: Condition): readonly string[] {
  return SHOWN[field];
}
