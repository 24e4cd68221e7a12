import { dashed } from '@railguard/protocol/ids';
import type { Database } from '@railguard/store/database';
import { navigateEvents } from '@railguard/store/event-navigation';
import { findEvent, listIssueEvents } from '@railguard/store/events';
import { keepHouse } from '@railguard/store/housekeeping';
import { listIssues } from '@railguard/store/issue-list';
import { deleteIssue } from '@railguard/store/issues';
import type { Layout } from '@railguard/store/layout/layout';
import { TIME_TABLES, type TimeTable } from '@railguard/store/layout/time-tables';
import { updateProjectSettings } from '@railguard/store/project-settings';
import { deleteProject } from '@railguard/store/projects';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant } from './fixture.ts';

/** What a layout brings to the suite. */
interface LayoutUnderTest {
  context: { database: Database; layout: Layout };
  /** Makes the layout anew for other tables. */
  layoutOf(database: Database, tables: readonly TimeTable[]): Layout;
  /** Makes of an existing table a time table, as a migration of the layout does. */
  makeTimeTable: string;
  /** Whether it can compress days. */
  compresses: boolean;
}

/** A table as a later migration may bring it. */
const SAMPLE: TimeTable = { name: 'sample', id: 'sample_id', ofIssue: false };
const SAMPLE_COLUMNS = `
  project_id uuid not null, sample_id uuid not null, received_at timestamptz not null, duration_ms real,
  primary key (project_id, sample_id, received_at)`;

/** What every storage layout must do; call it in a test file of that layout. */
export function layoutContract(name: string, { context, layoutOf, makeTimeTable, compresses }: LayoutUnderTest): void {
  describe(`the ${name} layout`, () => {
    let tenant: Tenant;
    let project: string;
    beforeEach(async () => {
      tenant = await createTenant(context.database);
      project = await projectOf(context.database, tenant);
    });

    const receive = (received_at: string) => {
      const message = aMessage(project, [anEvent({ timestamp: received_at })], { received_at });
      return storeBatch(context.database, context.layout, [message]);
    };
    const receivedAt = async () => {
      const query = 'select received_at from event where project_id = $1 order by received_at';
      const { rows } = await context.database.pool.query<{ received_at: Date }>(query, [project]);
      return rows.map((row) => row.received_at.toISOString());
    };

    it('takes events of any day, made ahead or not, up to the last millisecond of it', async () => {
      const times = ['2025-02-28T00:00:00.000Z', '2025-02-28T23:59:59.999Z', '2025-03-01T00:00:00.000Z'];
      for (const time of times) await receive(time);
      expect(await receivedAt()).toEqual(times);
    });

    it('makes room once: asked again, it makes nothing', async () => {
      const [from, to] = [new Date('2025-05-01T10:00:00Z'), new Date('2025-05-03T00:00:00Z')];
      await context.layout.makeRoom(from, to);
      expect(await context.layout.makeRoom(from, to)).toEqual([]);
      await receive('2025-05-03T00:00:00.000Z');
    });

    it('drops whole days before the cutoff and keeps the day that holds it', async () => {
      const times = ['2025-06-01T12:00:00.000Z', '2025-06-02T00:00:00.000Z', '2025-06-02T23:00:00.000Z'];
      for (const time of times) await receive(time);
      await context.layout.dropBefore(new Date('2025-06-02T12:00:00Z'));
      expect(await receivedAt()).toEqual(times.slice(1));
      await context.layout.dropBefore(new Date('2025-06-03T00:00:00Z'));
      expect(await receivedAt()).toEqual([]);
    });

    it('knows when room was the only thing missing', () => {
      expect(context.layout.isOutOfRoom(new Error('something else'))).toBe(false);
    });

    describe('a day that is old enough', () => {
      const NOON = '2025-08-01T12:00:00.000Z';
      /** A day later, past the end of the day that is compressed. */
      const CUTOFF = new Date('2025-08-03T00:00:00Z');
      const old = (rest: Parameters<typeof anEvent>[0] = {}) => anEvent({ timestamp: NOON, ...rest });
      const store = (events: ReturnType<typeof anEvent>[], received_at = NOON) =>
        storeBatch(context.database, context.layout, [aMessage(project, events, { received_at })]);
      const eventCount = async (of: string) => {
        const { rows } = await context.database.pool.query('select count(*) from event where project_id = $1', [of]);
        return rows[0].count as number;
      };
      const compress = () => context.layout.compressBefore(CUTOFF);

      it('is compressed once, and its neighbours are not', async () => {
        await store([old()]);
        await store([old()], '2025-08-03T00:00:00.000Z');
        const compressed = await compress();
        expect(compressed).toHaveLength(compresses ? 1 : 0);
        expect(await compress()).toEqual([]);
        expect(await eventCount(project)).toBe(2);
      });

      it('is read as before: by issue in order, page by page, and by id', async () => {
        const events = ['a', 'b', 'a', 'a'].map((group) => old({ group }));
        for (const [place, event] of events.entries()) await store([event], `2025-08-01T12:00:0${place}.000Z`);
        await compress();
        const filter = { sort: 'event_count', limit: 1 } as const;
        const [issue] = await listIssues(context.database, tenant.scope, project, {}, filter);
        const page = await listIssueEvents(context.database, tenant.scope, issue!.id, { limit: 2 });
        expect(page!.map(({ event }) => event)).toEqual([events[3]!.event, events[2]!.event]);
        const after = { received_at: page![1]!.received_at, event_id: page![1]!.event.event_id };
        const rest = await listIssueEvents(context.database, tenant.scope, issue!.id, { limit: 2, after });
        expect(rest!.map(({ event }) => event)).toEqual([events[0]!.event]);
        const found = await findEvent(context.database, tenant.scope, project, events[1]!.event.event_id);
        expect(found!.event).toEqual(events[1]!.event);
      });

      it('tells the neighbours of an event, in days that are compressed and in others', async () => {
        const days = ['2025-08-01', '2025-08-02', '2025-08-04', '2025-08-05'];
        const events = days.map((day) => old({ environment: day === '2025-08-04' ? 'staging' : 'production' }));
        for (const [place, event] of events.entries()) await store([event], `${days[place]}T12:00:00.000Z`);
        await compress();
        const filter = { sort: 'event_count', limit: 1 } as const;
        const [issue] = await listIssues(context.database, tenant.scope, project, {}, filter);
        const ids = events.map(({ event }) => dashed(event.event_id));
        const place = { received_at: new Date(`${days[1]}T12:00:00.000Z`), event_id: ids[1]! };
        const navigate = (search = {}) => navigateEvents(context.database, tenant.scope, issue!.id, place, search);
        expect(await navigate()).toMatchObject({
          first: ids[0],
          previous: ids[0],
          next: ids[2],
          latest: ids[3],
          position: 2,
        });
        const production = await navigate({ environment: 'production' });
        expect(production).toMatchObject({ previous: ids[0], next: ids[3], position: 2, total: 3 });
        expect(await navigate({ to: new Date('2025-08-04T00:00:00Z') })).toMatchObject({ next: null, total: 2 });
      });

      it('knows its events when they are sent again, the same moment or months later', async () => {
        const events = [old(), old({ group: 'b' })];
        await store(events);
        await compress();
        expect(await store(events)).toMatchObject({ stored: 0, duplicates: 2 });
        expect(await store(events, new Date().toISOString())).toMatchObject({ stored: 0, duplicates: 2 });
        expect(await eventCount(project)).toBe(2);
      });

      it('still takes events, and drops them with the others', async () => {
        await store([old()]);
        await compress();
        const late = old();
        expect(await store([late], '2025-08-01T13:00:00.000Z')).toMatchObject({ stored: 1 });
        expect(await store([late], '2025-08-01T14:00:00.000Z')).toMatchObject({ stored: 0, duplicates: 1 });
        expect(await eventCount(project)).toBe(2);
        await context.layout.dropBefore(CUTOFF);
        expect(await eventCount(project)).toBe(0);
      });

      it('gives up what a deleted project or issue had in it, late events included, and nothing else', async () => {
        const kept = await projectOf(context.database, tenant);
        const events = Array.from({ length: 1_500 }, (_, place) => old({ group: place % 3 ? 'a' : 'b' }));
        const messages = [kept, project].map((of) => aMessage(of, events, { received_at: NOON }));
        await storeBatch(context.database, context.layout, messages);
        await compress();
        await store([old({ group: 'a' })], '2025-08-01T15:00:00.000Z');

        const filter = { sort: 'event_count', limit: 1 } as const;
        const [issue] = await listIssues(context.database, tenant.scope, kept, {}, filter);
        await deleteIssue(context.database, tenant.scope, issue!.id);
        await deleteProject(context.database, tenant.scope, project);
        // Long ago, so that nothing is dropped for its age.
        const { deleted } = await keepHouse(context.database, context.layout, {
          retentionDays: 90,
          now: new Date('2025-08-09T00:00:00Z'),
        });
        expect(deleted.purged).toBeGreaterThanOrEqual(1_501 + 1_000);
        expect([await eventCount(project), await eventCount(kept)]).toEqual([0, 500]);
        const { rowCount } = await context.database.pool.query('select from purge');
        expect(rowCount).toBe(0);
      });
    });

    describe('a project that keeps events for a shorter time', () => {
      const NOW = new Date('2025-09-20T12:00:00Z');
      const TIMES = ['2025-09-01T10:00:00.000Z', '2025-09-12T23:59:59.999Z', '2025-09-13T00:00:00.000Z'];
      const keep = (days: number | null, of = project) =>
        updateProjectSettings(context.database, tenant.scope, of, { retention_days: days });
      const house = (now = NOW) => keepHouse(context.database, context.layout, { retentionDays: 90, now });
      const countOf = async (table: string, of: string) => {
        const { rows } = await context.database.pool.query(`select count(*) from ${table} where project_id = $1`, [of]);
        return rows[0].count as number;
      };

      it('loses the days before, compressed or not, and its hours with them; others lose nothing', async () => {
        const other = await projectOf(context.database, tenant);
        for (const time of TIMES) {
          const event = { timestamp: time, release: time.slice(0, 10).replaceAll('-', '.') };
          const messages = [project, other].map((of) => aMessage(of, [anEvent(event)], { received_at: time }));
          await storeBatch(context.database, context.layout, messages);
        }
        await context.layout.compressBefore(new Date('2025-09-02T00:00:00Z'));
        await keep(7);
        expect((await house()).deleted.by_project).toBeGreaterThanOrEqual(2);
        expect(await receivedAt()).toEqual(TIMES.slice(2));
        for (const table of ['project_hourly', 'outcome_hourly', 'issue_tag']) {
          expect([table, await countOf(table, project), await countOf(table, other)]).toEqual([table, 1, 3]);
        }
        const { rows } = await context.database.pool.query(
          `select project_id, count(*)::integer from issue_hourly join issue on issue.id = issue_id
           where project_id in ($1, $2) group by project_id order by count`,
          [project, other],
        );
        expect(rows).toEqual([
          { project_id: project, count: 1 },
          { project_id: other, count: 3 },
        ]);
        expect(await countOf('event', other)).toBe(3);
      });

      it('is looked at again when another day has passed, or it keeps even less', async () => {
        for (const time of TIMES) await receive(time);
        await keep(8);
        await house();
        expect(await receivedAt()).toEqual(TIMES.slice(1));
        await house(new Date('2025-09-20T23:00:00Z'));
        expect(await receivedAt()).toEqual(TIMES.slice(1));
        await house(new Date('2025-09-21T00:00:00Z'));
        expect(await receivedAt()).toEqual(TIMES.slice(2));
        await keep(1);
        await house(new Date('2025-09-21T00:00:00Z'));
        expect(await receivedAt()).toEqual([]);
      });

      it('keeps nothing longer than the installation, and all of it where it says nothing', async () => {
        for (const time of TIMES) await receive(time);
        await keep(365);
        await house();
        await keep(null);
        await house();
        expect(await receivedAt()).toEqual(TIMES);
      });
    });

    describe('a second time table, by one line in the list', () => {
      let layout: Layout;
      beforeAll(async () => {
        if (!context.database) return;
        await context.database.pool.query(makeTimeTable.replace('$columns', SAMPLE_COLUMNS));
        layout = layoutOf(context.database, [...TIME_TABLES, SAMPLE]);
      });
      const times = async () => {
        const query = 'select received_at from sample where project_id = $1 order by received_at';
        const { rows } = await context.database.pool.query<{ received_at: Date }>(query, [project]);
        return rows.map((row) => row.received_at.toISOString());
      };
      const DAYS = ['2025-10-01T10:00:00.000Z', '2025-10-02T10:00:00.000Z', '2025-10-03T10:00:00.000Z'];
      const fill = async () => {
        await layout.makeRoom(new Date(DAYS[0]!), new Date(DAYS[2]!));
        await context.database.pool.query(
          'insert into sample select $1, gen_random_uuid(), at, 1 from unnest($2::timestamptz[]) as at',
          [project, DAYS],
        );
      };

      it('gets room, is compressed and is dropped by the day', async () => {
        const cutoff = new Date('2025-10-03T00:00:00Z');
        // What the tests before have left of events.
        while ((await context.layout.compressBefore(cutoff)).length > 0);
        await fill();
        const compressed = await layout.compressBefore(cutoff);
        expect(compressed).toHaveLength(compresses ? 2 : 0);
        await layout.dropBefore(new Date('2025-10-02T00:00:00Z'));
        expect(await times()).toEqual(DAYS.slice(1));
      });

      it('loses what a deleted project had in it, and is untouched by a deleted issue', async () => {
        await fill();
        await layout.compressBefore(new Date('2025-10-02T00:00:00Z'));
        await storeBatch(context.database, layout, [aMessage(project, [anEvent()])]);
        const filter = { sort: 'last_seen', limit: 1 } as const;
        const [issue] = await listIssues(context.database, tenant.scope, project, {}, filter);
        const now = new Date('2025-10-04T00:00:00Z');
        await deleteIssue(context.database, tenant.scope, issue!.id);
        await keepHouse(context.database, layout, { retentionDays: 90, now });
        expect(await times()).toEqual(DAYS);
        await deleteProject(context.database, tenant.scope, project);
        await keepHouse(context.database, layout, { retentionDays: 90, now });
        expect(await times()).toEqual([]);
        const { rowCount } = await context.database.pool.query('select from project where id = $1', [project]);
        expect(rowCount).toBe(0);
      });
    });
  });
}
