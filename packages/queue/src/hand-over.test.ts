import { Writable } from 'node:stream';
import { createLog } from '@railguard/kit/log';
import { describe, expect, it } from 'vitest';
import { type HeldDelivery, handOver } from './hand-over.ts';
import { ACK } from './queue.ts';

const log = createLog('test', 'silent');

function delivery(id: string, deaths: number, attempt = deaths + 1): HeldDelivery {
  return { id, attempt, deaths, headers: {}, body: new Uint8Array() };
}

describe('handing a batch over', () => {
  it('hands a message whose consumers died as often as it has attempts over alone, after the others', async () => {
    const calls: string[][] = [];
    const batch = [delivery('worn', 3), delivery('a', 0), delivery('b', 2)];
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
      [delivery('killer', 8)],
      3,
      log,
    );
    expect(calls).toEqual([]);
    expect(verdict).toMatchObject({ kind: 'dead', reason: expect.stringContaining('8 times') });
  });

  it('does not hold faults of before against a message', async () => {
    const batch = [delivery('a', 0, 50), delivery('b', 1, 2)];
    const calls: number[] = [];
    const fates = await handOver(
      async (messages) => {
        calls.push(messages.length);
        return messages.map(() => ACK);
      },
      batch,
      3,
      log,
    );
    expect(calls).toEqual([2]);
    expect(fates).toEqual([ACK, ACK]);
  });

  it('answers a fault for every message of a handler that throws, and says so once', async () => {
    const lines: string[] = [];
    const out = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const fail = async () => Promise.reject(new Error('no database'));
    const batch = [delivery('a', 0), delivery('b', 0)];
    expect(await handOver(fail, batch, 3, createLog('test', 'info', out))).toEqual([
      { kind: 'fault', reason: 'no database' },
      { kind: 'fault', reason: 'no database' },
    ]);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 40, messages: 2, err: expect.objectContaining({ message: 'no database' }) }),
    ]);
  });
});
