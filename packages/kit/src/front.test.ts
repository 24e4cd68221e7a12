import { describe, expect, it } from 'vitest';
import { bindFront, type FrontOptions } from './front.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Checks } from './probes.ts';

function newFront(options: Partial<FrontOptions> = {}) {
  const log = createLog('test', 'silent');
  return bindFront({ host: '127.0.0.1', port: 0, checks: {}, metrics: createMetrics(), log, ...options });
}

const away = () => Promise.reject(new Error('password authentication failed for user "railguard" at 10.0.0.7'));

describe('the one port', () => {
  it('tells early callers to come back, then serves', async () => {
    const front = await newFront({ holdMs: 100 });
    const early = await fetch(front.address);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await early.json()).toMatchObject({ code: 'unavailable', detail: 'Railguard is starting.' });
    front.serve((_request, response) => void response.end('hello'));
    expect(await (await fetch(front.address)).text()).toBe('hello');
    await front.stop();
  });

  it('that is in use is named with what to do', async () => {
    const front = await newFront();
    const port = Number(new URL(front.address).port);
    await expect(newFront({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
    await front.stop();
  });

  it('lets a request in hand finish while it stops', async () => {
    const front = await newFront();
    const inHand = Promise.withResolvers<void>();
    front.serve((_request, response) => {
      inHand.resolve();
      setTimeout(() => response.end('done'), 200);
    });
    const answer = fetch(front.address);
    await inHand.promise;
    await front.stop();
    expect(await (await answer).text()).toBe('done');
  });
});

describe('the probes', () => {
  it('answer from the first moment: alive, not ready, and with figures', async () => {
    const checks: Checks = {};
    const front = await newFront({ checks });
    expect(await (await fetch(`${front.address}/healthz`)).json()).toEqual({ status: 'ok' });
    // What it depends on becomes known while it starts.
    checks.database = async () => 1;
    checks.queue = away;
    const ready = await fetch(`${front.address}/readyz?verbose`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'unavailable',
      checks: { database: 'ok', queue: 'unavailable', start: 'unavailable' },
    });
    expect(await (await fetch(`${front.address}/metrics`)).text()).toMatch(/^# HELP /m);
    await front.stop();
  });

  it('say ready once it serves and every dependency answers, and 503 without the reason where one does not', async () => {
    const checks: Checks = { database: async () => 1 };
    const front = await newFront({ checks });
    front.serve((_request, response) => void response.end('hello'));
    const ready = await fetch(`${front.address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', checks: { database: 'ok' } }]);
    checks.queue = away;
    const down = await fetch(`${front.address}/readyz`);
    expect([down.status, await down.json()]).toEqual([
      503,
      { status: 'unavailable', checks: { database: 'ok', queue: 'unavailable' } },
    ]);
    await front.stop();
  });

  it('leave other methods to the handler', async () => {
    const front = await newFront();
    front.serve((request, response) => void response.end(`${request.method} is not mine`));
    expect((await fetch(`${front.address}/healthz`, { method: 'HEAD' })).status).toBe(200);
    expect(await (await fetch(`${front.address}/healthz`, { method: 'POST' })).text()).toBe('POST is not mine');
    await front.stop();
  });
});
