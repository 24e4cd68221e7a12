import { newUuid } from '@railguard/protocol/ids';
import { addOutcomes, addOutcomesOnce, type OutcomeCount, projectOutcomes } from '@railguard/store/outcomes';
import { projectStats } from '@railguard/store/stats';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;
beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
});

const at = (time: string) => new Date(`2026-11-${time}Z`);

describe('outcomes', () => {
  const refused = (time: string, quantity: number): OutcomeCount => ({
    project_id: project,
    received_at: at(time),
    category: 'error',
    outcome: 'rate_limited',
    reason: 'key_limit',
    quantity,
  });
  const read = (interval?: '1h' | '1d') => {
    const range = { from: at('23T10:30:00'), to: at('24T23:00:00'), interval };
    return projectOutcomes(context.database, tenant.scope, project, range);
  };

  it('add up by hour, in sums, hours or days', async () => {
    await addOutcomes(context.database.pool, [refused('23T10:59:59.999', 1), refused('23T10:00:00', 2)]);
    await addOutcomes(context.database.pool, [refused('23T11:00:00', 3), refused('24T01:00:00', 4)]);
    await addOutcomes(context.database.pool, [refused('23T09:59:59', 50), refused('24T23:00:00', 60)]);
    const quantities = async (interval?: '1h' | '1d') =>
      (await read(interval)).map(({ time, quantity }) => [time?.toISOString().slice(8, 13), quantity]);
    expect(await quantities()).toEqual([[undefined, 10]]);
    expect(await quantities('1h')).toEqual([
      ['23T10', 3],
      ['23T11', 3],
      ['24T01', 4],
    ]);
    expect(await quantities('1d')).toEqual([
      ['23T00', 56],
      ['24T00', 4],
    ]);
  });

  it('of projects that are gone are left out, and the others of the call are kept', async () => {
    await addOutcomes(context.database.pool, [{ ...refused('23T12:00:00', 1), project_id: newUuid() }]);
    const mixed = [{ ...refused('23T12:00:00', 1), project_id: newUuid() }, refused('23T12:00:00', 2)];
    await addOutcomes(context.database.pool, mixed);
    expect(await read()).toMatchObject([{ quantity: 2 }]);
  });

  it('lose nothing where many add at once', async () => {
    const rows = ['10', '11', '12', '13'].map((hour) => refused(`23T${hour}:00:00`, 1));
    await Promise.all(
      Array.from({ length: 12 }, (_, worker) =>
        addOutcomes(context.database.pool, worker % 2 ? rows : rows.toReversed()),
      ),
    );
    expect(await read()).toMatchObject([{ quantity: 48 }]);
  });

  it('are added once for each id', async () => {
    const id = newUuid();
    await addOutcomesOnce(context.database, id, [refused('23T12:00:00', 1)]);
    await addOutcomesOnce(context.database, id, [refused('23T12:00:00', 1)]);
    await addOutcomesOnce(context.database, newUuid(), [refused('23T12:00:00', 2)]);
    expect(await read()).toMatchObject([{ quantity: 3 }]);
  });

  it('are not shown to people of other organisations', async () => {
    await addOutcomes(context.database.pool, [refused('23T12:00:00', 1)]);
    const { scope } = await createTenant(context.database);
    const range = { from: at('23T00:00:00'), to: at('25T00:00:00') };
    expect(await projectOutcomes(context.database, scope, project, range)).toEqual([]);
    expect(await projectOutcomes(context.database, tenant.scope, project, range)).toHaveLength(1);
  });
});

describe('stats', () => {
  it('have a bucket for every hour or day, whole ones in UTC', async () => {
    const events = ['22T23:59:59', '23T00:00:00', '23T05:10:00'].map((time) =>
      anEvent({ timestamp: at(time).toISOString() }),
    );
    await storeBatch(context.database, context.layout, [aMessage(project, events)]);
    const stats = (from: string, to: string, interval: '1h' | '1d') =>
      projectStats(context.database, tenant.scope, project, { from: at(from), to: at(to), interval });
    expect(await stats('22T12:00:00', '24T00:00:00', '1d')).toEqual([
      { time: at('22T00:00:00'), count: 1 },
      { time: at('23T00:00:00'), count: 2 },
    ]);
    const hours = await stats('23T00:00:00', '23T05:00:00.001', '1h');
    expect(hours.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await stats('23T00:00:00', '23T00:00:00', '1h')).toEqual([]);
  });

  it('of other organisations are all 0', async () => {
    await storeBatch(context.database, context.layout, [aMessage(project, [anEvent()])]);
    const { scope } = await createTenant(context.database);
    const range = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 1), interval: '1h' } as const;
    const sum = async (reader: typeof scope) =>
      (await projectStats(context.database, reader, project, range)).reduce((all, { count }) => all + count, 0);
    expect(await sum(scope)).toBe(0);
    expect(await sum(tenant.scope)).toBe(1);
  });

  it('refuse more buckets than an answer may hold', async () => {
    const range = { from: new Date(0), to: new Date(10_000 * 3_600_000 + 1), interval: '1h' } as const;
    await expect(projectStats(context.database, tenant.scope, project, range)).rejects.toThrow(RangeError);
  });
});
