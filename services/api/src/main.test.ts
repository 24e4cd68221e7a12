import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('an API of its own does not start with a queue it would not use', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      DATABASE_URL: 'postgres://127.0.0.1:1/none',
      RAILGUARD_SECRET: 'a secret of at least 32 characters',
      AMQP_URL: 'amqp://guest@127.0.0.1:1',
    },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 78,
    stderr: 'AMQP_URL: this release queues in PostgreSQL only; unset it\n',
  });
});
