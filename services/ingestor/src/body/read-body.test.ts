import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createBodyReader } from './read-body.ts';

function request(headers: Record<string, string> = {}): PassThrough & IncomingMessage {
  return Object.assign(new PassThrough(), { headers, complete: false }) as unknown as PassThrough & IncomingMessage;
}

const keep = (body: Buffer) => body;

test('all bodies together are held to a bound, which frees itself', async () => {
  const read = createBodyReader(1_000);
  const slow = request();
  const slowBody = read(slow, 900, keep);
  slow.write(Buffer.alloc(800));
  await new Promise(setImmediate);

  const late = request();
  late.end(Buffer.alloc(300));
  await expect(read(late, 900, keep)).rejects.toMatchObject({ code: 'queue_unavailable', retryAfterSeconds: 5 });

  slow.end(Buffer.alloc(100));
  expect(await slowBody).toHaveLength(900);
  const next = request();
  next.end(Buffer.alloc(900));
  expect(await read(next, 900, keep)).toHaveLength(900);
});

test('a body counts as held until its use is done', async () => {
  const read = createBodyReader(1_000);
  const { promise: used, resolve: finish } = Promise.withResolvers<string>();
  const first = request();
  first.end(Buffer.alloc(800));
  const answer = read(first, 900, () => used);
  await new Promise(setImmediate);

  const late = request();
  late.end(Buffer.alloc(300));
  await expect(read(late, 900, keep)).rejects.toMatchObject({ code: 'queue_unavailable' });

  finish('done');
  expect(await answer).toBe('done');
  const next = request();
  next.end(Buffer.alloc(900));
  expect(await read(next, 900, keep)).toHaveLength(900);
});

test('a refused body gives back its share as well', async () => {
  const read = createBodyReader(1_000);
  for (let i = 0; i < 5; i++) {
    const large = request();
    large.end(Buffer.alloc(901));
    await expect(read(large, 900, keep)).rejects.toMatchObject({ code: 'payload_too_large' });
  }
});

test('a body that announces too much is not read at all', async () => {
  const announced = request({ 'content-length': '901' });
  await expect(createBodyReader(1_000)(announced, 900, keep)).rejects.toMatchObject({ code: 'payload_too_large' });
  expect(announced.listenerCount('data')).toBe(0);
});

test('a client that leaves in the middle is noticed', async () => {
  const left = request();
  const body = createBodyReader(1_000)(left, 900, keep);
  left.write('half');
  left.destroy();
  await expect(body).rejects.toMatchObject({ code: 'invalid_request' });
});
