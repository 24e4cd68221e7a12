import { describe, expect, it } from 'vitest';
import { bindFront } from './front.ts';

const freePort = () => 20_000 + Math.floor(Math.random() * 20_000);

describe('the one port', () => {
  it('tells early callers to come back, then serves', async () => {
    const port = freePort();
    const front = await bindFront('127.0.0.1', port);
    const early = await fetch(`http://127.0.0.1:${port}/`);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2']);
    front.serve((_request, response) => void response.end('hello'));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('hello');
    await front.stop();
  });

  it('that is in use is named with what to do', async () => {
    const port = freePort();
    const front = await bindFront('127.0.0.1', port);
    await expect(bindFront('127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
    await front.stop();
  });

  it('lets a request in hand finish while it stops', async () => {
    const port = freePort();
    const front = await bindFront('127.0.0.1', port);
    front.serve((_request, response) => void setTimeout(() => response.end('done'), 200));
    const answer = fetch(`http://127.0.0.1:${port}/`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await front.stop();
    expect(await (await answer).text()).toBe('done');
  });
});
