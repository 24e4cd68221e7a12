const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;

/** When each issue passed `count` events within `minutes`, resting after each time. Events in their order. */
export function passesOfEvents<Seen extends { at: Date; issue_id: string }>(
  events: Seen[],
  { count, minutes, restMinutes }: { count: number; minutes: number; restMinutes: number },
): Seen[] {
  const windows = new Map<string, { times: Date[]; first: number }>();
  return withRest(events, restMinutes, (event) => {
    const window = windows.get(event.issue_id) ?? { times: [], first: 0 };
    windows.set(event.issue_id, window);
    window.times.push(event.at);
    while (isBefore(window.times[window.first]!, event.at, minutes * MINUTE_MS)) window.first++;
    return window.times.length - window.first >= count;
  });
}

/** The same for users; `userOf` answers undefined where nobody is named. */
export function passesOfUsers<Seen extends { at: Date; issue_id: string }>(
  events: Seen[],
  userOf: (event: Seen) => string | undefined,
  { count, minutes, restMinutes }: { count: number; minutes: number; restMinutes: number },
): Seen[] {
  const windows = new Map<string, Map<string, Date>>();
  return withRest(events, restMinutes, (event) => {
    const user = userOf(event);
    if (user === undefined) return false;
    const window = windows.get(event.issue_id) ?? new Map<string, Date>();
    windows.set(event.issue_id, window);
    // In the order in which they were seen last.
    window.delete(user);
    window.set(user, event.at);
    for (const [other, at] of window) {
      if (!isBefore(at, event.at, minutes * MINUTE_MS)) break;
      window.delete(other);
    }
    return window.size >= count;
  });
}

interface IssueHour {
  issue_id: string;
  hour: Date;
  events: number;
  first_seen: Date;
}

/** The hours, from `from` on, in which an issue came `factor` times as often as in the week before. Hours in their order. */
export function spikes(
  hours: IssueHour[],
  { factor, minimum, from, restMinutes }: { factor: number; minimum: number; from: Date; restMinutes: number },
): { at: Date; issue_id: string }[] {
  const seen = hours.map((each) => ({ ...each, at: each.hour }));
  const before = new Map<string, IssueHour[]>();
  return withRest(seen, restMinutes, (each) => {
    const past = (before.get(each.issue_id) ?? []).filter(
      ({ hour }) => !isBefore(hour, each.hour, WEEK_HOURS * HOUR_MS),
    );
    before.set(each.issue_id, [...past, each]);
    const age = (each.hour.getTime() - each.first_seen.getTime()) / HOUR_MS;
    if (each.hour < from || age < 24) return false;
    const usual = past.reduce((sum, { events }) => sum + events, 0) / Math.min(WEEK_HOURS, age);
    return each.events >= Math.max(minimum, factor * usual);
  });
}

/** Those that fit, each issue's at most once in so many minutes. */
function withRest<Seen extends { at: Date; issue_id: string }>(
  all: Seen[],
  restMinutes: number,
  fits: (seen: Seen) => boolean,
): Seen[] {
  const last = new Map<string, Date>();
  return all.filter((seen) => {
    if (!fits(seen)) return false;
    const before = last.get(seen.issue_id);
    if (before && !isBefore(before, seen.at, restMinutes * MINUTE_MS)) return false;
    last.set(seen.issue_id, seen.at);
    return true;
  });
}

function isBefore(at: Date, now: Date, ms: number): boolean {
  return now.getTime() - at.getTime() >= ms;
}
