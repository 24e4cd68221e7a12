import { useState } from 'react';
import { localTime } from '../../format/local-time.ts';
import { t } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import type { IssueChange } from './issue.ts';

type Rule = NonNullable<IssueChange['ignore']>;

interface Props {
  isOpen: boolean;
  onChoose: (rule: Rule) => void;
  onClose: () => void;
}

const ENDS = ['events', 'users', 'date'] as const;
/** As the API has it. */
const MOST = 1_000_000_000;
/** Minutes that so many events may take; 0 for any time. */
const WINDOWS = ['0', '60', '1440', '10080'] as const;

/** Asks until how many more events or users, or until when, nobody wants to hear of it. */
export function IgnoreDialog({ isOpen, onChoose, onClose }: Props) {
  return (
    <Dialog title={t('issues.ignore_title')} isOpen={isOpen} onClose={onClose}>
      <Question onChoose={onChoose} />
    </Dialog>
  );
}

function Question({ onChoose }: Pick<Props, 'onChoose'>) {
  const [end, setEnd] = useState<(typeof ENDS)[number]>('events');
  const [within, setWithin] = useState<(typeof WINDOWS)[number]>('0');
  const choose = (form: FormData) => {
    if (end === 'date') return onChoose({ until: new Date(String(form.get('until'))).toISOString() });
    const count = Number(form.get('count'));
    if (end === 'users') return onChoose({ for_users: count });
    onChoose({ for_events: count, ...(within === '0' ? {} : { within_minutes: Number(within) }) });
  };
  return (
    <Form submit={t('issues.ignore_go')} error={null} busy={false} onSubmit={choose}>
      <Segmented
        label={t('issues.ignore_until')}
        value={end}
        options={ENDS.map((value) => ({ value, label: t(`issues.ignore_until.${value}`) }))}
        onChange={setEnd}
      />
      {end === 'date' ? (
        <Field
          label={t('issues.ignore_date')}
          name="until"
          type="datetime-local"
          min={localTime(new Date())}
          required
        />
      ) : (
        <Field
          label={t('issues.ignore_count')}
          hint={t(`issues.ignore_hint.${end}`)}
          name="count"
          type="number"
          min={1}
          max={MOST}
          required
          data-autofocus
        />
      )}
      {end === 'events' && (
        <Select
          label={t('issues.ignore_within')}
          value={within}
          options={WINDOWS.map((value) => ({ value, label: t(`issues.ignore_within.${value}`) }))}
          onChange={setWithin}
        />
      )}
    </Form>
  );
}
