import { newUuid } from '@railguard/protocol/ids';
import type { ProcessedMessage } from '@railguard/protocol/processed';
import { type RawMessage, rawMessageHeaders } from '@railguard/protocol/raw-message';
import type { Delivery } from '@railguard/queue/queue';
import { describe, expect, it } from 'vitest';
import { createBatchHandler, type StoreMessages } from './process-batch.ts';

function delivery(message: string, attempt = 1): Delivery {
  const raw: RawMessage = {
    id: newUuid(),
    project_id: newUuid(),
    key_id: newUuid(),
    received_at: '2026-11-23T10:00:00.000Z',
    dialect: 'native',
    content_encoding: 'identity',
    event_ids: ['a'.repeat(32)],
    body: Buffer.from(JSON.stringify({ message })),
  };
  return { id: raw.id, headers: rawMessageHeaders(raw), body: raw.body, attempt };
}

function handlerOf(store: StoreMessages) {
  const givenUp: string[] = [];
  const onGivenUp = async (_delivery: Delivery, reason: string) => void givenUp.push(reason);
  return {
    handle: createBatchHandler({ rulesOf: async () => new Map(), store, onGivenUp, retentionDays: 90, maxAttempts: 3 }),
    givenUp,
  };
}

const refused = () => Object.assign(new Error('refused'), { code: '22P05' });
const titles = (messages: ProcessedMessage[]) => messages.map((message) => message.events[0]!.title);

describe('the batch handler', () => {
  it('stores a whole batch at once and acknowledges each message', async () => {
    const stored: string[][] = [];
    const { handle } = handlerOf(async (messages) => stored.push(titles(messages)));
    const verdicts = await handle([delivery('one'), delivery('two')]);
    expect(stored).toEqual([['one', 'two']]);
    expect(verdicts).toEqual([{ kind: 'ack' }, { kind: 'ack' }]);
  });

  it('finds the one message the database refuses and stores all its neighbours', async () => {
    const stored: string[] = [];
    const { handle } = handlerOf(async (messages) => {
      if (titles(messages).includes('bad')) throw refused();
      stored.push(...titles(messages));
    });
    const verdicts = await handle(['one', 'two', 'bad', 'four', 'five'].map((message) => delivery(message)));
    expect(stored).toEqual(['one', 'two', 'four', 'five']);
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['ack', 'ack', 'retry', 'ack', 'ack']);
  });

  it('throws what concerns the database, so that the queue brings the batch again', async () => {
    const { handle } = handlerOf(async () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    });
    await expect(handle([delivery('one')])).rejects.toThrow('terminating connection');
  });

  it('retries a message that is no message of ours and goes on with the others', async () => {
    const stored: string[] = [];
    const { handle } = handlerOf(async (messages) => stored.push(...titles(messages)));
    const broken = { ...delivery('x'), headers: { dialect: 'morse' } };
    const verdicts = await handle([broken, delivery('fine')]);
    expect(stored).toEqual(['fine']);
    expect(verdicts[0]).toMatchObject({ kind: 'retry' });
  });

  it('gives up on a message that still fails at its last attempt, and says so', async () => {
    const { handle, givenUp } = handlerOf(async () => {
      throw refused();
    });
    const verdicts = await handle([delivery('once more', 2), delivery('the last time', 3)]);
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['retry', 'dead']);
    expect(givenUp).toEqual(['store: Error: refused']);
  });
});
