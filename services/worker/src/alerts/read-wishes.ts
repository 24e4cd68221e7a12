import { isTimeZone } from '@railguard/notify/rules/quiet-hours';
import { type Person, readWishes as readAsStored, type Wishes } from '@railguard/store/alerts/people';
import type { Queryable } from '@railguard/store/database';

/** What people have said about alerts, by address. A time zone that this machine does not know is UTC to it. */
export async function readWishes(
  queryable: Queryable,
  projectId: string,
  people: Pick<Person, 'user_id' | 'address'>[],
): Promise<Map<string, Wishes>> {
  const wishes = await readAsStored(queryable, projectId, people);
  for (const wish of wishes.values()) if (!isTimeZone(wish.time_zone)) wish.time_zone = 'UTC';
  return wishes;
}
