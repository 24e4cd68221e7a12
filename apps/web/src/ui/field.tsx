import type { ComponentProps } from 'react';
import { Labelled, type LabelProps } from './labelled.tsx';

/** A labelled input of one line. */
export function Field({ label, hint, mistake, ...rest }: ComponentProps<'input'> & LabelProps) {
  return (
    <Labelled label={label} hint={hint} mistake={mistake}>
      {(input) => <input {...rest} {...input} />}
    </Labelled>
  );
}
