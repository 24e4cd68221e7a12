import type { AlertRuleInput, Condition, Recipient, Trigger } from '@railguard/contract/alert-rules';
import { fullCount } from '../../format/count.ts';
import { wordMinutes } from '../../format/minutes.ts';
import { t } from '../../text/whole.ts';

/** What people and teams are called; undefined for one that is gone. */
export interface Names {
  member: (id: string) => string | undefined;
  team: (id: string) => string | undefined;
}

type Wordable = Pick<AlertRuleInput, 'triggers' | 'conditions' | 'recipients' | 'interval_minutes'>;

const any = new Intl.ListFormat('en', { type: 'disjunction' });
const all = new Intl.ListFormat('en', { type: 'conjunction' });

const MOST_WORDS = 5;

/** Stands for what is still to be written. */
const OPEN = '…';

/** A rule as one sentence. */
export function wordRule({ triggers, conditions, recipients, interval_minutes }: Wordable, names: Names): string {
  const isBounded = interval_minutes > 0 && triggers.some(isOfOneIssue);
  const clauses = [
    t('rule.clause.when', { triggers: any.format(wordTriggers(triggers)) }),
    // A digest holds everything.
    conditions.length > 0 &&
      triggers.some(({ occasion }) => occasion !== 'digest') &&
      t('rule.clause.if', { conditions: all.format(conditions.map(wordCondition)) }),
    t('rule.clause.mail', { recipients: all.format(few(recipients.map((each) => wordRecipient(each, names)))) }),
    isBounded && t('rule.clause.once', { time: wordMinutes(interval_minutes) }),
  ];
  return `${clauses.filter(Boolean).join(', ')}.`;
}

/** An issue is called one where another was spoken of before. */
function wordTriggers(triggers: Trigger[]): string[] {
  const first = triggers.findIndex(isOfOneIssue);
  return triggers.map((trigger, index) => {
    const { occasion } = trigger;
    const isOne = index > first && first >= 0;
    if (isOne && (occasion === 'regression' || occasion === 'unignored')) return t(`rule.when.${occasion}_one`);
    return wordTrigger(trigger);
  });
}

export function wordTrigger(trigger: Trigger): string {
  switch (trigger.occasion) {
    case 'events':
    case 'users':
      return t(`rule.when.${trigger.occasion}`, {
        count: wordNumber(trigger.count),
        time: wordMinutes(trigger.minutes),
      });
    case 'spike':
      return t('rule.when.spike', { factor: wordNumber(trigger.factor), minimum: wordNumber(trigger.minimum) });
    case 'digest':
      return t(`rule.when.digest_${trigger.every}`, { hour: wordHour(trigger.hour), zone: trigger.time_zone });
    default:
      return t(`rule.when.${trigger.occasion}`);
  }
}

export function wordCondition(condition: Condition): string {
  switch (condition.field) {
    case 'level':
      return t('rule.if.level', { level: condition.at_least });
    case 'environment':
    case 'release':
      return condition.is === 'one_of'
        ? t(`rule.if.${condition.field}`, { values: any.format(few(written(condition.values))) })
        : t(`rule.if.${condition.field}_not`, { values: all.format(few(written(condition.values))) });
    case 'tag': {
      const key = condition.key || OPEN;
      return condition.is === 'one_of'
        ? t('rule.if.tag', { key, values: any.format(few(written(condition.values))) })
        : t('rule.if.tag_not', { key, values: all.format(few(written(condition.values))) });
    }
    case 'text':
      return t(`rule.if.${condition.is}`, { value: condition.value || OPEN });
    case 'handled':
      return t(condition.is ? 'rule.if.handled' : 'rule.if.not_handled');
  }
}

export function wordRecipient(recipient: Recipient, names: Names): string {
  switch (recipient.kind) {
    case 'member':
      return recipient.user_id === '' ? OPEN : (names.member(recipient.user_id) ?? t('rule.whom.somebody'));
    case 'team': {
      const name = recipient.team_id === '' ? OPEN : names.team(recipient.team_id);
      return name === undefined ? t('rule.whom.some_team') : t('rule.whom.team', { name });
    }
    case 'address':
      return recipient.address || OPEN;
    default:
      return t(`rule.whom.${recipient.kind}`);
  }
}

/** `08:00`. */
export function wordHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function wordNumber(number: number): string {
  return Number.isNaN(number) ? OPEN : fullCount(number);
}

/** Of many, so many as a sentence can hold. */
function few(words: string[]): string[] {
  if (words.length <= MOST_WORDS + 1) return words;
  return [...words.slice(0, MOST_WORDS), t('rule.others', { count: words.length - MOST_WORDS })];
}

function written(values: string[]): string[] {
  return values.length > 0 ? values : [OPEN];
}

/** What tells of one issue, so that it is said of it only once in a while. */
function isOfOneIssue({ occasion }: Trigger): boolean {
  return occasion !== 'digest' && occasion !== 'first_event';
}
