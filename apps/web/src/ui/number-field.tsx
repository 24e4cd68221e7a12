import type { ComponentProps } from 'react';
import { InlineField } from './inline-field.tsx';

interface Props extends Omit<ComponentProps<typeof InlineField>, 'value' | 'onChange' | 'type'> {
  value: number;
  /** NaN while nothing is written. */
  onChange: (value: number) => void;
}

/** A number within a sentence. */
export function NumberField({ value, onChange, ...rest }: Props) {
  return (
    <InlineField
      {...rest}
      type="number"
      required
      value={Number.isNaN(value) ? '' : value}
      onChange={({ target }) => onChange(target.valueAsNumber)}
    />
  );
}
