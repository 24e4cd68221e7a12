import type { AlertReason, Occasion } from '@railguard/protocol/alert-rule';
import { endOfQuietHours } from './quiet-hours.ts';

/** What is known of one person when it is decided whether they are told now. */
export interface VerdictInput<Rule extends { id: string }> {
  occasion: Occasion;
  /** Those that are about it and name the person, in their order; at least one. */
  rules: Rule[];
  /** Rules that told of this issue within their interval. */
  resting: Set<string>;
  wishes: PersonWishes;
  /** When the person got mails of the project within the last hour, the earliest first. */
  sent: Date[];
  mailsPerHour: number;
  /** Why earlier alerts wait, where some do: this one joins them, so that nothing overtakes. */
  heldFor: AlertReason | null;
  now: Date;
}

export interface PersonWishes {
  is_paused: boolean;
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: string;
  /** Null for all. */
  occasions: Occasion[] | null;
  /** Rules that they unsubscribed from. */
  rule_ids: string[];
}

export type Verdict<Rule> =
  | { kind: 'send'; rule: Rule }
  | { kind: 'hold'; rule: Rule; reason: AlertReason; releaseAt: Date }
  | { kind: 'skip'; rule: Rule; reason: AlertReason };

/** Whether somebody is told now, later or not, and by which of the rules. Pure. */
export function verdictOf<Rule extends { id: string }>(input: VerdictInput<Rule>): Verdict<Rule> {
  const { occasion, rules, resting, wishes, sent, mailsPerHour, heldFor, now } = input;
  const skip = (rule: Rule, reason: AlertReason) => ({ kind: 'skip', rule, reason }) as const;
  const first = rules[0]!;
  if (wishes.is_paused) return skip(first, 'paused');
  if (wishes.occasions?.length === 0) return skip(first, 'unsubscribed');
  if (wishes.occasions && !wishes.occasions.includes(occasion)) return skip(first, 'preference');
  const wanted = rules.filter(({ id }) => !wishes.rule_ids.includes(id));
  if (wanted.length === 0) return skip(first, 'unsubscribed');
  const rule = wanted.find(({ id }) => !resting.has(id));
  if (!rule) return skip(wanted[0]!, 'interval');
  const quietUntil = quietHoursEnd(wishes, now);
  if (quietUntil) return { kind: 'hold', rule, reason: 'quiet_hours', releaseAt: quietUntil };
  const roomAt = roomInTheHour(sent, mailsPerHour);
  if (roomAt) return { kind: 'hold', rule, reason: 'hourly_limit', releaseAt: roomAt };
  if (heldFor) return { kind: 'hold', rule, reason: heldFor, releaseAt: now };
  return { kind: 'send', rule };
}

/** When the person's quiet hours end, if it is in them. */
export function quietHoursEnd({ quiet_from, quiet_to, time_zone }: PersonWishes, now: Date): Date | undefined {
  if (quiet_from === null || quiet_to === null) return undefined;
  return endOfQuietHours(now, { from: quiet_from, to: quiet_to, timeZone: time_zone });
}

/** When there is room for another mail; undefined where there is. Of any hour, at most so many. */
export function roomInTheHour(sent: Date[], mailsPerHour: number): Date | undefined {
  if (sent.length < mailsPerHour) return undefined;
  return new Date(sent[sent.length - mailsPerHour]!.getTime() + 3_600_000);
}
