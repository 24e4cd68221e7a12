import { createDatabase } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { migrate } from '@railguard/store/migrate';
import { readMigrations } from '@railguard/store/migration-files';
import { rotateRefreshToken } from '@railguard/store/refresh-tokens';
import { createTestDatabase } from '@railguard/testing/database';
import { expect, inject, it } from 'vitest';
import { silent } from './fixture.ts';

it('people who were signed in before there were sessions stay so', async () => {
  const { url, drop } = await createTestDatabase(inject('postgresUrl'));
  const database = createDatabase({ url, maxConnections: 4, applicationName: 'upgrade', log: silent });
  const run = (sql: string) => database.pool.query(sql);
  try {
    await run('drop schema public cascade; create schema public');
    await run(`create table schema_migration (number integer primary key, name text not null, checksum text not null,
                 applied_at timestamptz not null default now())`);
    for (const { number, name, sql, checksum } of readMigrations('native').filter(({ number }) => number < 9)) {
      await run(sql);
      await database.pool.query('insert into schema_migration values ($1, $2, $3)', [number, name, checksum]);
    }
    await run(`insert into user_account (id, email, password_hash) values
                 ('018f0000-0000-7000-8000-000000000001', 'ann@example.com', '')`);
    await run(`insert into refresh_token (id, user_id, family_id, token_hash, created_at, expires_at, used_at)
      select gen_random_uuid(), user_account.id, family, sha256(token::bytea), day, day + interval '30 days', used
      from user_account, (values
        ('018f0000-0000-7000-8000-00000000000a'::uuid, 'old', now() - interval '9 days', now() - interval '2 days'),
        ('018f0000-0000-7000-8000-00000000000a'::uuid, 'new', now() - interval '2 days', null),
        ('018f0000-0000-7000-8000-00000000000b'::uuid, 'other', now() - interval '1 day', null)
      ) as given (family, token, day, used)`);

    await migrate(database, nativeLayout(database));
    const { rows } = await run(`
      select round(extract(epoch from now() - created_at) / 86400) as began,
             round(extract(epoch from now() - last_used_at) / 86400) as used,
             round(extract(epoch from expires_at - now()) / 86400) as left, user_agent, address
      from session order by id`);
    expect(rows).toEqual([
      { began: '9', used: '2', left: '28', user_agent: '', address: null },
      { began: '1', used: '1', left: '29', user_agent: '', address: null },
    ]);
    const { rows: hashes } = await run(`select sha256('new'::bytea) as newest, sha256('next'::bytea) as next`);
    const next = { token_hash: hashes[0].next, expires_at: new Date(), user_agent: 'a browser', address: null };
    const rotation = await rotateRefreshToken(database, hashes[0].newest, next);
    expect(rotation).toMatchObject({ kind: 'rotated', session_id: '018f0000-0000-7000-8000-00000000000a' });
  } finally {
    await database.close();
    await drop();
  }
});
