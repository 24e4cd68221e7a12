import type { Trigger } from '@railguard/protocol/alert-rule';

type DigestTrigger = Extract<Trigger, { occasion: 'digest' }>;
/** Monday, as ISO 8601 counts. */
const DAY_OF_WEEKLY = 1;

/** When the next digest after `now` is due: the soonest of its triggers'; null where the rule has none. */
export function nextDigestAt(triggers: Trigger[], now: Date): Date | null {
  return dueTimes(triggers, now)[0]?.at ?? null;
}

/**
 * From when to when the digest that was due then reports, and when the next one is due. What was due since, while nothing
 * ran, is in it. The clock may be behind the one that found it due.
 */
export function digestSpan(triggers: Trigger[], dueAt: Date, now = new Date()) {
  const first = dueTimes(triggers, new Date(dueAt.getTime() - 1))[0];
  let last = first;
  for (let next = first; next && next.at <= now; next = dueTimes(triggers, next.at)[0]) last = next;
  const begins = [first, last].flatMap((due) => (due ? [beginOf(due)] : []));
  const to = last?.at ?? dueAt;
  return {
    from: new Date(Math.min(dueAt.getTime(), ...begins)),
    to,
    next: nextDigestAt(triggers, now > to ? now : to),
  };
}

/** The day or the week before, on the clock of the time zone: 23 or 25 hours where it is changed. */
function beginOf({ trigger: { every, time_zone }, at }: { trigger: DigestTrigger; at: Date }): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(time_zone);
  return local.subtract({ days: every === 'week' ? 7 : 1 }).epochMilliseconds;
}

function dueTimes(triggers: Trigger[], now: Date) {
  return (
    triggers
      .filter((trigger): trigger is DigestTrigger => trigger.occasion === 'digest')
      .map((trigger) => ({ trigger, at: nextOf(trigger, now) }))
      // Of a day and a week that are due at once, the week is the one that tells more.
      .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.trigger.every === 'week' ? -1 : 1))
  );
}

function nextOf({ every, hour, time_zone }: DigestTrigger, now: Date): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone);
  for (let days = 0; ; days++) {
    const day = local.toPlainDate().add({ days });
    if (every === 'week' && day.dayOfWeek !== DAY_OF_WEEKLY) continue;
    const at = day.toZonedDateTime({ timeZone: time_zone, plainTime: new Temporal.PlainTime(hour) });
    if (at.epochMilliseconds > now.getTime()) return new Date(at.epochMilliseconds);
  }
}
