import type { Recipient } from '@railguard/contract/alert-rules';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { mistakeIn } from '../../ui/form.tsx';
import { InlineField } from '../../ui/inline-field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './builder.module.css';
import type { People } from './use-people.ts';

interface Props {
  value: Recipient;
  people: People;
  error: Error | null;
  pointer: string;
  onChange: (value: Recipient) => void;
}

const MOST_LETTERS = 254;

/** Who is told. */
export function RecipientFields({ value, people, error, pointer, onChange }: Props) {
  switch (value.kind) {
    case 'member':
      return (
        <Pick
          label={t('builder.to.member')}
          choose={t('builder.choose_person')}
          value={value.user_id}
          known={people.members}
          onChange={(user_id) => onChange({ ...value, user_id })}
        />
      );
    case 'team':
      return (
        <Pick
          label={t('builder.to.team')}
          choose={t('builder.choose_team')}
          value={value.team_id}
          known={people.teams}
          onChange={(team_id) => onChange({ ...value, team_id })}
        />
      );
    case 'address':
      return (
        <>
          <InlineField
            label={t('builder.to.address')}
            type="email"
            value={value.address}
            required
            maxLength={MOST_LETTERS}
            placeholder="ops@example.com"
            autoComplete="off"
            mistake={mistakeIn(error, `${pointer}/address`)}
            onChange={({ target }) => onChange({ ...value, address: target.value })}
          />
          <span className={styles.hint}>{t('builder.address_hint')}</span>
        </>
      );
    default:
      return t(`builder.to.${value.kind}`);
  }
}

interface PickProps {
  label: string;
  choose: string;
  value: string;
  known: readonly (readonly [id: string, name: string])[];
  onChange: (id: string) => void;
}

function Pick({ label, choose, value, known, onChange }: PickProps) {
  const isGone = value !== '' && !known.some(([id]) => id === value);
  return (
    <Select
      label={label}
      hideLabel
      required
      value={value}
      options={[
        { value: '', label: choose },
        ...(isGone ? [{ value, label: t('builder.gone') }] : []),
        ...known.map(([id, name]) => ({ value: id, label: showUnseen(name) })),
      ]}
      onChange={onChange}
    />
  );
}

/** The fields whose mistakes are shown by their inputs. */
export function shownOfRecipient({ kind }: Recipient): readonly string[] {
  return kind === 'address' ? ['address'] : [];
}
