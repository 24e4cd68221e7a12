import { mistakeUnder } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';

interface Props {
  label: string;
  hint: string;
  name: string;
  values: readonly string[];
  /** What the server said, and where in the settings these stand: `/scrub/extra_keys`. */
  error: Error | null;
  pointer: string;
}

/** A list that is written one to a line. */
export function PatternsField({ label, hint, name, values, error, pointer }: Props) {
  return (
    <TextArea
      label={label}
      hint={hint}
      name={name}
      defaultValue={values.join('\n')}
      spellCheck={false}
      mistake={mistakeUnder(error, pointer)}
    />
  );
}
