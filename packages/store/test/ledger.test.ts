import { newEventId } from '@railguard/protocol/ids';
import { refusal } from '@railguard/protocol/outcome';
import { findInLedger } from '@railguard/store/ledger';
import { type LedgerNote, noteAccepted, noteFates } from '@railguard/store/ledger-writes';
import { deleteProject } from '@railguard/store/projects';
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

const find = (eventId: string) => findInLedger(context.database, tenant.scope, project, eventId);
const limited = (event_id: string): LedgerNote => ({
  project_id: project,
  event_id,
  received_at: new Date(),
  fate: 'rate_limited',
  reason: 'key_limit',
});
const accept = (event_ids: string[], accepted_at = new Date()) =>
  noteAccepted(context.database.pool, [{ project_id: project, accepted_at, event_ids }]);

describe('the ledger', () => {
  it('knows nothing of an event that never came', async () => {
    expect(await find(newEventId())).toEqual({ state: 'unknown', has_gaps: false });
    expect(await find('latest')).toEqual({ state: 'unknown', has_gaps: false });
  });

  it('follows an event from the queue into its issue', async () => {
    const event = anEvent();
    const id = event.event.event_id;
    const at = new Date();
    await accept([newEventId(), id], at);
    expect(await find(id)).toEqual({ state: 'queued', received_at: at });
    await storeBatch(context.database, context.layout, [aMessage(project, [event])]);
    expect(await find(id)).toMatchObject({ state: 'stored', issue_id: expect.any(String) });
  });

  it('says why an event was refused, and of one sent again what came last', async () => {
    const id = newEventId();
    await noteFates(context.database.pool, [limited(id)]);
    expect(await find(id)).toMatchObject({ state: 'rate_limited', reason: 'key_limit', error: null });
    await accept([id], new Date(Date.now() + 1_000));
    expect(await find(id)).toMatchObject({ state: 'queued' });
  });

  it('learns of what the pipeline refused with the batch', async () => {
    const id = newEventId();
    await accept([id], new Date(Date.now() - 1_000));
    const refused = [{ event_id: id, ...refusal('invalid', 'too_large') } as never];
    const message = aMessage(project, [], { refused });
    await storeBatch(context.database, context.layout, [message, aMessage(project, [anEvent()])]);
    expect(await find(id)).toMatchObject({ state: 'invalid', reason: 'too_large' });
  });

  it('lets being stored win over having been given up before', async () => {
    const event = anEvent();
    const id = event.event.event_id;
    const note = { ...limited(id), fate: 'dead_letter', reason: 'processing_failed', error: 'store: \u0000 refused' };
    await noteFates(context.database.pool, [note as LedgerNote]);
    expect(await find(id)).toMatchObject({ state: 'dead_letter', error: 'store:  refused' });
    await storeBatch(context.database, context.layout, [aMessage(project, [event])]);
    expect(await find(id)).toMatchObject({ state: 'stored' });
  });

  it('admits so many refusals an hour, counts the rest, and says that it has gaps', async () => {
    const now = Date.now();
    await context.database.pool.query(
      `insert into ledger_hourly values ($1, date_bin('1 hour', to_timestamp($2 / 1000.0), timestamptz '1970-01-01 00:00+00'), 9999, 0)`,
      [project, now],
    );
    const ids = [newEventId(), newEventId(), newEventId()];
    await noteFates(context.database.pool, ids.map(limited), [{ project_id: project, quantity: 5 }], now);
    const { rows } = await context.database.pool.query('select * from ledger_hourly where project_id = $1', [project]);
    expect(rows).toMatchObject([{ entry_count: 10_000, unnamed_count: 7 }]);
    expect(await find(ids[0]!)).toMatchObject({ state: 'rate_limited' });
    expect(await find(ids[2]!)).toEqual({ state: 'unknown', has_gaps: true });
  });

  it("is silent about other people's projects", async () => {
    const event = anEvent();
    await storeBatch(context.database, context.layout, [aMessage(project, [event])]);
    const [refused, queued] = [newEventId(), newEventId()];
    await noteFates(context.database.pool, [limited(refused)]);
    await accept([queued]);
    const { scope } = await createTenant(context.database);
    for (const id of [event.event.event_id, refused, queued]) {
      expect(await findInLedger(context.database, scope, project, id)).toMatchObject({ state: 'unknown' });
    }
  });

  it('takes nothing for a project that is gone', async () => {
    await deleteProject(context.database, tenant.scope, project);
    await noteFates(context.database.pool, [limited(newEventId())]);
    await accept([newEventId()]);
    for (const table of ['ledger_entry', 'ledger_hourly', 'accepted_recent']) {
      const { rows } = await context.database.pool.query(`select from ${table} where project_id = $1`, [project]);
      expect(rows).toEqual([]);
    }
  });
});
