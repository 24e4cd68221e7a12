import { queryDatabase } from '@railguard/testing/database-server';
import type { Bounds } from '../ledger.ts';
import type { Check } from './check.ts';

/** Each item of what was sent is counted in one outcome: exactly what was answered for, at most what may have been taken. */
export const outcomesAddUp: Check = async ({ databaseUrl, ledger, projects }) => {
  const rows = await queryDatabase<{ project: string; key: string; counted: number }>(
    databaseUrl,
    `select project_id::text as project, category || ' ' || outcome || ' ' || reason as key, sum(quantity)::int as counted
     from outcome_hourly group by 1, 2`,
  );
  const stored = await queryDatabase<{ project: string; count: number }>(
    databaseUrl,
    'select project_id::text as project, count(*)::int from event group by 1',
  );
  return Object.values(projects).flatMap(({ id, name }) => {
    const counted = new Map(rows.filter(({ project }) => project === id).map((row) => [row.key, row.counted]));
    const take = (key: string) => {
      const count = counted.get(key) ?? 0;
      counted.delete(key);
      return count;
    };
    const found: string[] = [];
    const hold = (what: string, count: number, { least, most }: Bounds) => {
      if (count >= least && count <= most) return;
      found.push(`${name} counts ${count} of "${what}", and ${least} to ${most} were sent`);
    };
    const kept = take('error stored ');
    const events = stored.find(({ project }) => project === id)?.count ?? 0;
    if (kept !== events) found.push(`${name} counts ${kept} stored events, and ${events} are`);
    hold('stored or duplicate', kept + take('error dropped duplicate'), ledger.eventsIn(id));
    for (const [key, bounds] of ledger.outcomesIn(id)) hold(key, take(key), bounds);
    for (const [key, count] of counted) found.push(`${name} counts ${count} of "${key}", and none were sent`);
    return found;
  });
};
