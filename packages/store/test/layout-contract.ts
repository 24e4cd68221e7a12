import type { Database } from '@railguard/store/database';
import type { Layout } from '@railguard/store/layout/layout';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf } from './fixture.ts';

/** What every storage layout must do; call it in a test file of that layout. */
export function layoutContract(name: string, context: { database: Database; layout: Layout }): void {
  describe(`the ${name} layout`, () => {
    let project: string;
    beforeEach(async () => {
      project = await projectOf(context.database, await createTenant(context.database));
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
  });
}
