import { createLog } from '@railguard/kit/log';
import { describe, expect, it } from 'vitest';
import { handOver } from './hand-over.ts';
import { ACK, type Delivery } from './queue.ts';

const log = createLog('test', 'silent');

function delivery(id: string, attempt: number): Delivery {
  return { id, attempt, headers: {}, body: new Uint8Array() };
}

describe('handing a batch over', () => {
  it('hands a message that has used up its attempts over alone, after the others', async () => {
    const calls: string[][] = [];
    const batch = [delivery('worn', 4), delivery('a', 1), delivery('b', 3)];
    const verdicts = await handOver(
      async (messages) => {
        calls.push(messages.map(({ id }) => id));
        return messages.map(({ id }) => ({ kind: 'dead', reason: id }));
      },
      batch,
      3,
      log,
    );
    expect(calls).toEqual([['a', 'b'], ['worn']]);
    expect(verdicts).toEqual(['worn', 'a', 'b'].map((reason) => ({ kind: 'dead', reason })));
  });

  it('gives up on a message whose consumers keep dying', async () => {
    const calls: string[] = [];
    const [verdict] = await handOver(
      async (messages) => {
        calls.push(...messages.map(({ id }) => id));
        return messages.map(() => ACK);
      },
      [delivery('killer', 9)],
      3,
      log,
    );
    expect(calls).toEqual([]);
    expect(verdict).toMatchObject({ kind: 'dead', reason: expect.stringContaining('8 times') });
  });

  it('retries every message of a handler that throws, with its reason', async () => {
    const fail = async () => Promise.reject(new Error('no database'));
    expect(await handOver(fail, [delivery('a', 1), delivery('b', 1)], 3, log)).toEqual([
      { kind: 'retry', reason: 'no database' },
      { kind: 'retry', reason: 'no database' },
    ]);
  });
});
