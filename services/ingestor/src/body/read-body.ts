import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@railguard/contract/problem';
import { refusal } from '@railguard/protocol/outcome';
import { comeBackLater } from '../come-back-later.ts';
import { RefusedItems } from '../refused-items.ts';

/**
 * Reads a body as it comes, whatever it is called and however it is framed. Routes call it after the cheap
 * refusals, so a bad key never costs more than its headers. Answers what `use` makes of the body, which counts as held
 * until that is done.
 *
 * @throws RefusedItems `payload_too_large` as soon as more than `limit` bytes are announced or came
 * @throws ProblemError `queue_unavailable` while too much is being read, `invalid_request` where the client left
 */
export type BodyReader = <Use>(
  raw: IncomingMessage,
  limit: number,
  use: (body: Buffer) => Use | Promise<Use>,
) => Promise<Use>;

/** `mostBytes` bounds what all requests together hold while they arrive, so that slow large ones cannot fill memory. */
export function createBodyReader(mostBytes: number): BodyReader {
  let held = 0;

  return (raw, limit, use) => {
    if (Number(raw.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const chunks: Buffer[] = [];
    let size = 0;

    const onData = (chunk: Buffer) => {
      size += chunk.length;
      held += chunk.length;
      if (size <= limit && held <= mostBytes) return void chunks.push(chunk);
      raw.off('data', onData);
      // The rest is let through unread: many clients look at the answer only once they have sent everything.
      raw.resume();
      reject(size > limit ? tooLarge(limit) : comeBackLater('Too many large bodies are being received.'));
    };
    raw.on('data', onData);
    raw.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)));
    raw.once('error', reject);
    raw.once('close', () => {
      if (!raw.complete) reject(new ProblemError('invalid_request', 'The body ended before it was complete.'));
    });
    return promise.then(use).finally(() => {
      held -= size;
    });
  };
}

function tooLarge(limit: number): RefusedItems {
  return new RefusedItems('payload_too_large', refusal('invalid', 'too_large'), {
    detail: `A body may have at most ${limit} bytes as it is sent.`,
  });
}
