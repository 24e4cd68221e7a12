import { Writable } from 'node:stream';
import { createLog } from '@railguard/kit/log';
import { expect, it } from 'vitest';
import { logDeaths } from './log-deaths.ts';

it('names the first ten dead of a batch and counts the others', () => {
  const lines: Record<string, unknown>[] = [];
  const out = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const dead = Array.from({ length: 13 }, (_, index) => ({ id: `m${index}`, attempts: 8, reason: 'unreadable' }));
  logDeaths(createLog('test', 'info', out), 'events', { acked: [], retried: [], dead });
  expect(lines).toHaveLength(11);
  expect(lines[0]).toMatchObject({ level: 50, topic: 'events', id: 'm0', attempts: 8, reason: 'unreadable' });
  expect(lines[10]).toMatchObject({ level: 50, topic: 'events', messages: 3 });
});
