import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadPlan, LoadResult } from '../load/job.ts';
import type { Payload } from '../load/request-template.ts';
import { runLoad } from '../load/run-load.ts';
import { CONNECTIONS } from '../product/target.ts';

/** Runs `work` with a way to load a bare Fastify route, in a process of its own as the product is. */
export async function withBareFastify<T>(
  payload: Payload,
  work: (load: (plan: LoadPlan) => Promise<LoadResult>) => Promise<T>,
): Promise<T> {
  const child = fork(join(import.meta.dirname, 'bare-fastify.ts'));
  const exited = once(child, 'exit');
  const [port] = (await once(child, 'message')) as [number];
  const endpoint = { host: '127.0.0.1', port, path: '/events', keyHeader: `X-Railguard-Key: ${'0'.repeat(32)}` };
  try {
    return await work((plan) => runLoad({ endpoint, payload, connections: CONNECTIONS, plan }));
  } finally {
    child.disconnect();
    await exited;
  }
}
