import type { ComponentProps } from 'react';
import { Labelled, type LabelProps } from './labelled.tsx';

/** A labelled input of several lines. */
export function TextArea({ label, hint, mistake, ...rest }: ComponentProps<'textarea'> & LabelProps) {
  return (
    <Labelled label={label} hint={hint} mistake={mistake}>
      {(input) => <textarea rows={4} {...rest} {...input} />}
    </Labelled>
  );
}
