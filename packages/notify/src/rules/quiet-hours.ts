/** Somebody's hours in which they want no mail: `hh:mm`, on their own clock. They may go over midnight. */
export interface QuietHours {
  from: string;
  to: string;
  /** Of the IANA data base. */
  timeZone: string;
}

/**
 * When the quiet hours that `now` lies in are over; undefined where it lies in none. Where the clock jumps over their
 * end, they end when it has jumped. Equal ends are no hours at all.
 */
export function endOfQuietHours(now: Date, { from, to, timeZone }: QuietHours): Date | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const begin = Temporal.PlainTime.from(from);
  const end = Temporal.PlainTime.from(to);
  const time = local.toPlainTime();
  const isBefore = (one: Temporal.PlainTime, other: Temporal.PlainTime) => Temporal.PlainTime.compare(one, other) < 0;
  const isOverMidnight = isBefore(end, begin);
  const isQuiet = isOverMidnight
    ? !isBefore(time, begin) || isBefore(time, end)
    : !isBefore(time, begin) && isBefore(time, end);
  if (!isQuiet) return undefined;
  const day = isOverMidnight && !isBefore(time, begin) ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  const over = day.toZonedDateTime({ timeZone, plainTime: end }).epochMilliseconds;
  if (over > now.getTime()) return new Date(over);
  // The hour that comes twice: the end that is meant is that of the second.
  const again = day.toPlainDateTime(end).toZonedDateTime(timeZone, { disambiguation: 'later' });
  return again.epochMilliseconds > now.getTime() ? new Date(again.epochMilliseconds) : undefined;
}

/** Whether the time zone is one that is known here, by all that is asked of one. */
export function isTimeZone(name: string): boolean {
  try {
    // Temporal also takes whole times for the zones they name, which Intl does not.
    new Intl.DateTimeFormat('en', { timeZone: name });
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
