import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@railguard/testing/free-port';
import { expect, test } from 'vitest';
import { startUpstream } from './upstream.ts';

async function check(port: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../healthcheck.mjs')], {
    env: { RAILGUARD_PORT: String(port) },
  });
  const [code] = await once(child, 'exit');
  return code as number;
}

test.each([
  [200, 0],
  [503, 1],
])('a container whose process answers %i is told with exit code %i', async (status, code) => {
  const asked: string[] = [];
  const process = await startUpstream((request, response) => {
    asked.push(request.url!);
    response.writeHead(status).end();
  });
  expect(await check(process.port)).toBe(code);
  expect(asked).toEqual(['/healthz']);
  await process.stop();
});

test('a container in which nobody listens is not healthy', async () => {
  expect(await check(await freePort())).toBe(1);
});

test('a process that hangs is found out before Docker gives up on the question', async () => {
  const process = await startUpstream(() => {});
  const started = performance.now();
  expect(await check(process.port)).toBe(1);
  expect(performance.now() - started).toBeLessThan(5_000);
  await process.stop();
});
