import type { Recipient } from '@railguard/contract/alert-rules';
import type { ReactNode } from 'react';
import { t } from '../../text/whole.ts';
import { type Choice, Clause } from './clause.tsx';
import { RecipientFields, shownOfRecipient } from './recipient-fields.tsx';
import { newRecipient, type Row } from './rule-draft.ts';
import type { People } from './use-people.ts';
import { wordRecipient } from './word-rule.ts';

interface Props {
  rows: Row<Recipient>[];
  people: People;
  error: Error | null;
  onChange: (rows: Row<Recipient>[]) => void;
  /** How often. */
  children: ReactNode;
}

/** As the API has it. */
const MOST = 50;
const KINDS = ['project', 'assignee', 'member', 'team', 'address'] as const;
const ONCE = new Set<string>(['project', 'assignee']);

const CHOICES = KINDS.map((kind): Choice<Recipient> & { kind: Recipient['kind'] } => ({
  kind,
  label: t(`builder.to.${kind}`),
  make: () => newRecipient(kind),
  ...(ONCE.has(kind) ? { isSaidBy: (recipient: Recipient) => recipient.kind === kind } : {}),
}));

/** There is nobody to choose from. */
function isEmpty(kind: Recipient['kind'], { members, teams }: People): boolean {
  return (kind === 'team' && teams.length === 0) || (kind === 'member' && members.length === 0);
}

/** THEN: all of them are told. */
export function ThenClause({ rows, people, error, onChange, children }: Props) {
  return (
    <Clause
      word={t('builder.then')}
      text={t('builder.then_text')}
      none={t('builder.then_none')}
      rows={rows}
      most={MOST}
      add={t('builder.then_add')}
      choices={CHOICES.filter(({ kind }) => !isEmpty(kind, people))}
      error={error}
      pointer="/recipients"
      describe={(recipient) => wordRecipient(recipient, people.names)}
      shows={shownOfRecipient}
      onChange={onChange}
      footer={children}
    >
      {(entry) => <RecipientFields {...entry} people={people} error={error} />}
    </Clause>
  );
}
