const DAY_MS = 86_400_000;

/** The beginning of the UTC day that holds `time`. */
export function startOfDay(time: Date): Date {
  return new Date(Math.floor(time.getTime() / DAY_MS) * DAY_MS);
}

/** The beginning of the UTC day after the one that holds `time`. */
export function endOfDay(time: Date): Date {
  return new Date(startOfDay(time).getTime() + DAY_MS);
}

/** The beginning of every UTC day that `from` to `to` touches, both inclusive. */
export function daysBetween(from: Date, to: Date): Date[] {
  const days: Date[] = [];
  for (let day = startOfDay(from); day <= to; day = endOfDay(day)) days.push(day);
  return days;
}

/** `event_20261123` */
export function partitionName(table: string, day: Date): string {
  return `${table}_${day.toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** The beginning of the day that a partition of `table` holds; undefined where the name is not one of ours. */
export function partitionStart(table: string, name: string): Date | undefined {
  const parts = name.startsWith(`${table}_`) && /^(\d{4})(\d\d)(\d\d)$/.exec(name.slice(table.length + 1));
  return parts ? new Date(`${parts[1]}-${parts[2]}-${parts[3]}T00:00:00.000Z`) : undefined;
}
