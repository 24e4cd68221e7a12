import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createTestDatabase } from '@railguard/testing/database';
import { freePort } from '@railguard/testing/free-port';
import { expect, inject, test, vi } from 'vitest';

test('the link to the owner account is told to the operator and kept out of the log', async () => {
  const database = await createTestDatabase(inject('postgresUrl'));
  const api = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    env: {
      DATABASE_URL: database.url,
      RAILGUARD_SECRET: 'a secret of at least 32 characters',
      RAILGUARD_PORT: String(await freePort()),
    },
  });
  const exited = once(api, 'exit');
  let log = '';
  let said = '';
  api.stdout.on('data', (data) => (log += data));
  api.stderr.on('data', (data) => (said += data));
  try {
    await vi.waitFor(() => expect(log).toContain('"msg":"serving"'), { timeout: 30_000 });
    expect(said).toMatch(/^Open this link to create the owner account: http:\S+\/setup\?token=\S{43}\n$/);
    expect(log).not.toContain('token=');
  } finally {
    api.kill('SIGTERM');
    await exited;
    await database.drop();
  }
});
