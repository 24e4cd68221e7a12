import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bindFront, type Front } from './front.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';

let front: Front;
afterEach(() => front.stop());

async function bind(holdMs: number): Promise<void> {
  const log = createLog('test', 'silent');
  front = await bindFront({ host: '127.0.0.1', port: 0, checks: {}, metrics: createMetrics(), log, holdMs });
}

describe('requests that come while a process starts', () => {
  it('are served once it has started, their bodies untouched', async () => {
    await bind(5_000);
    const body = 'x'.repeat(300_000);
    const answers = [1, 2, 3].map((n) => fetch(`${front.address}/${n}`, { method: 'POST', body }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    front.serve(async (request, response) => {
      let size = 0;
      for await (const chunk of request) size += chunk.length;
      response.end(`${request.url} ${size}`);
    });
    const texts = await Promise.all(answers.map(async (answer) => (await answer).text()));
    expect(texts).toEqual(['/1 300000', '/2 300000', '/3 300000']);
  });

  it('are told to come back where that takes too long, while probes are answered at once', async () => {
    await bind(100);
    const early = fetch(front.address);
    expect((await fetch(`${front.address}/healthz`)).status).toBe(200);
    expect((await early).status).toBe(503);
  });

  it('are told to come back at once where it stops instead', async () => {
    await bind(60_000);
    const early = fetch(front.address);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await front.stop();
    expect((await early).status).toBe(503);
  });

  it('are forgotten where the client left', async () => {
    await bind(60_000);
    const socket = connect(Number(new URL(front.address).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'connect');
    await new Promise((resolve) => setTimeout(resolve, 500));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const handler = vi.fn();
    front.serve(handler);
    expect(handler).not.toHaveBeenCalled();
  });

  it('are turned away beyond a thousand', async () => {
    await bind(60_000);
    const answers = Array.from({ length: 1_001 }, () => fetch(front.address).then(({ status }) => status));
    expect(await Promise.race(answers)).toBe(503);
    front.serve((_request, response) => void response.end());
    expect((await Promise.all(answers)).filter((status) => status === 200)).toHaveLength(1_000);
  });
});
