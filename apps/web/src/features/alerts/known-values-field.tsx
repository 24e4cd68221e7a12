import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mistakeUnder } from '../../ui/form.tsx';
import { ValuesField } from '../../ui/values-field.tsx';
import { valuesQuery } from '../issues/known-values.ts';
import { useAlerts } from './use-alerts.ts';

interface Props {
  label: string;
  /** Whose values were seen in the project; empty until it is written. */
  tag: string;
  values: string[];
  error: Error | null;
  pointer: string;
  onChange: (values: string[]) => void;
}

/** As the API has them. */
const MOST = 50;
const MOST_LETTERS = 200;

/** Values of a tag: those that events had are offered, and any other can be written. */
export function KnownValuesField({ label, tag, values, error, pointer, onChange }: Props) {
  const { project } = useAlerts();
  const [typed, setTyped] = useState('');
  const { data: known = [] } = useQuery({ ...valuesQuery([project.id], tag, typed), enabled: tag !== '' });
  return (
    <ValuesField
      label={label}
      values={values}
      known={known.map(({ value }) => value)}
      most={MOST}
      maxLength={MOST_LETTERS}
      mistake={mistakeUnder(error, pointer)}
      onChange={onChange}
      onType={setTyped}
    />
  );
}
