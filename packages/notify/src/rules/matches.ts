import type { Condition } from '@railguard/protocol/alert-rule';
import { LEVELS, type Level } from '@railguard/protocol/level';

/** What conditions are held against: an event, and the issue that it belongs to. */
export interface AlertSubject {
  level: Level;
  environment: string | undefined;
  release: string | undefined;
  handled: boolean;
  tags: Record<string, string>;
  /** Title, culprit and message, in lower case. */
  text: string;
}

/** Whether all of a rule's conditions hold. */
export function matches(conditions: Condition[], subject: AlertSubject): boolean {
  return conditions.every((condition) => holds(condition, subject));
}

function holds(condition: Condition, subject: AlertSubject): boolean {
  switch (condition.field) {
    case 'level':
      return LEVELS.indexOf(subject.level) <= LEVELS.indexOf(condition.at_least);
    case 'environment':
    case 'release':
      return isAmong(subject[condition.field], condition);
    case 'tag':
      return isAmong(Object.hasOwn(subject.tags, condition.key) ? subject.tags[condition.key] : undefined, condition);
    case 'text':
      return subject.text.includes(condition.value.toLowerCase()) === (condition.is === 'contains');
    case 'handled':
      return subject.handled === condition.is;
  }
}

/** What is not there is none of any values. */
function isAmong(value: string | undefined, { is, values }: { is: 'one_of' | 'none_of'; values: string[] }): boolean {
  return (value !== undefined && values.includes(value)) === (is === 'one_of');
}
