import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createLog } from './log.ts';
import { StartError } from './start-error.ts';
import { waitFor } from './wait-for.ts';

function newWaiting() {
  const told: string[] = [];
  const destination = new Writable({
    write: (line, _encoding, done) => {
      told.push(JSON.parse(line.toString()).msg);
      done();
    },
  });
  const stopping = new AbortController();
  return { told, stopping, waiting: { log: createLog('test', 'info', destination), signal: stopping.signal } };
}

const refused = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

it('tries until it works, and says what it waits for once for each reason', async () => {
  const { told, waiting } = newWaiting();
  const failures = [refused(), refused(), new Error('the database system is starting up')];
  const result = await waitFor(
    'The database does not answer yet',
    async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return 7;
    },
    waiting,
  );
  expect(result).toBe(7);
  expect(told).toEqual([
    expect.stringMatching(/^The database does not answer yet \(ECONNREFUSED\); trying again in 0\.[345] s$/),
    expect.stringMatching(
      /^The database does not answer yet \(the database system is starting up\); trying again in [12]\.\d s$/,
    ),
    expect.stringMatching(/^The wait is over, after \d\.\d s$/),
  ]);
});

it('says nothing where it works at once', async () => {
  const { told, waiting } = newWaiting();
  await waitFor('Never', async () => 7, waiting);
  expect(told).toEqual([]);
});

it('gives up at once where waiting cannot help', async () => {
  const { waiting } = newWaiting();
  const attempt = () => Promise.reject(new StartError('The password is wrong.'));
  await expect(waitFor('Never', attempt, waiting)).rejects.toThrow('The password is wrong.');
});

it('ends when the process stops, in the middle of a pause', async () => {
  const { stopping, waiting } = newWaiting();
  const waited = waitFor('Never', () => Promise.reject(refused()), waiting);
  setTimeout(() => stopping.abort(), 50);
  await expect(waited).rejects.toMatchObject({ name: 'AbortError' });
});
