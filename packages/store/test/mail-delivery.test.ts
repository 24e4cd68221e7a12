import { type DueMail, keepDueMails, settleMail, takeDueMails } from '@railguard/store/mail-delivery';
import { queueMail } from '@railguard/store/mails';
import { afterEach, expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';

const context = useDatabase();
afterEach(() => context.database.pool.query('delete from mail'));

const write = (to = 'ann@example.org') => queueMail(context.database.kysely, { to, subject: 'Subject', text: 'Text' });
const take = (limit = 10, leaseMs = 60_000) => takeDueMails(context.database, { limit, leaseMs });
const settle = (mail: DueMail, fate: Parameters<typeof settleMail>[2]) => settleMail(context.database, mail, fate);
const endLeases = () => context.database.pool.query('update mail set next_attempt_at = now()');
async function stateOf(id: string) {
  const { rows } = await context.database.pool.query(
    `select state, attempts, last_error, sent_at is not null as is_sent,
            extract(epoch from next_attempt_at - now())::int as due_in
     from mail where id = $1`,
    [id],
  );
  return rows[0];
}

it('a mail is taken by one of many senders', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => write()));
  const takers = await Promise.all(Array.from({ length: 8 }, () => take(4)));
  expect(
    takers
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids.sort());
});

it('one that was rolled back never leaves', async () => {
  const failing = context.database.kysely.transaction().execute(async (trx) => {
    await queueMail(trx, { to: 'ann@example.org', subject: 'Subject', text: 'Text' });
    throw new Error('the act failed');
  });
  await expect(failing).rejects.toThrow('the act failed');
  expect(await take()).toEqual([]);
});

it('the longest waiting leave first', async () => {
  const ids = [await write(), await write(), await write()];
  await context.database.pool.query(`update mail set next_attempt_at = now() - interval '1 hour' where id = $1`, [
    ids[2],
  ]);
  expect((await take(1)).map(({ id }) => id)).toEqual([ids[2]]);
});

it('a mail whose sender died is taken again once the lease is over, and the dead one has no say any more', async () => {
  const id = await write();
  const [first] = await take();
  expect(await take()).toEqual([]);
  await endLeases();
  const [second] = await take();
  expect(second).toMatchObject({ id, attempts: 2 });
  expect(await settle(first!, { kind: 'failed', reason: 'late' })).toBe(false);
  expect(await settle(second!, { kind: 'sent', response: '250 OK' })).toBe(true);
  expect(await settle(first!, { kind: 'later', afterMs: 0, reason: 'late' })).toBe(false);
  expect(await stateOf(id)).toMatchObject({ state: 'sent', is_sent: true, last_error: null });
});

it('what became of it is written down', async () => {
  const id = await write();
  const again = async () => {
    await endLeases();
    return (await take())[0]!;
  };
  await settle(await again(), { kind: 'later', afterMs: 90_000, reason: '450 busy' });
  expect(await stateOf(id)).toEqual({
    state: 'pending',
    attempts: 1,
    last_error: '450 busy',
    is_sent: false,
    due_in: expect.closeTo(90, -1),
  });
  expect(await take()).toEqual([]);
  await settle(await again(), { kind: 'returned' });
  expect(await stateOf(id)).toMatchObject({ state: 'pending', attempts: 1, due_in: expect.closeTo(0, -1) });
  await settle(await again(), { kind: 'failed', reason: '550 no such user' });
  expect(await stateOf(id)).toMatchObject({ state: 'failed', attempts: 2, last_error: '550 no such user' });
  await endLeases();
  expect(await take()).toEqual([]);
});

it('without a server, what is due is kept and never sent by itself', async () => {
  const [held, id] = [await write(), await write()];
  await context.database.pool.query(`update mail set next_attempt_at = now() + interval '1 hour' where id = $1`, [
    held,
  ]);
  expect(await keepDueMails(context.database, 10)).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'kept', attempts: 0 });
  await endLeases();
  expect((await take()).map((mail) => mail.id)).toEqual([held]);
});
