import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('an ingestor of its own does not start with a queue it would not use', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { DATABASE_URL: 'postgres://127.0.0.1:1/none', AMQP_URL: 'amqp://guest@127.0.0.1:1' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 78,
    stderr: 'AMQP_URL: this release queues in PostgreSQL only; unset it\n',
  });
});
