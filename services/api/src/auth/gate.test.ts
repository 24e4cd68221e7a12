import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('so many run at once, so many wait in order, and the rest is told to come back', async () => {
  const gate = createGate(2, 2);
  const started: string[] = [];
  const work = (name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const result = gate(() => {
      started.push(name);
      return promise;
    });
    return { result, finish: () => resolve(name), fail: () => reject(new Error(name)) };
  };
  const [a, b, c, d] = [work('a'), work('b'), work('c'), work('d')];
  await expect(work('e').result).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 });
  expect(started).toEqual(['a', 'b']);

  a.fail();
  await expect(a.result).rejects.toThrow('a');
  await expect.poll(() => started).toEqual(['a', 'b', 'c']);
  b.finish();
  c.finish();
  d.finish();
  expect(await Promise.all([b.result, c.result, d.result])).toEqual(['b', 'c', 'd']);

  const later = work('f');
  later.finish();
  expect(await later.result).toBe('f');
});
