import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { CATEGORIES } from '@railguard/protocol/outcome';
import { describe, expect, it } from 'vitest';
import { run } from '../testing/process.ts';
import { ITEM_TYPES } from './all.ts';

function outcomesOf(header: object, payload: string | object) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const body = Buffer.from(`{}\n${JSON.stringify({ ...header, length: Buffer.byteLength(text) })}\n${text}\n`);
  return run({ dialect: 'sentry-envelope', body }).outcomes.map(
    ({ category, outcome, reason, quantity }) => `${quantity} ${category} ${outcome} ${reason}`,
  );
}

describe('items that are not kept are counted', () => {
  it.each([
    ['transaction', 'transaction'],
    ['session', 'session'],
    ['sessions', 'session'],
    ['user_report', 'user_report'],
    ['feedback', 'feedback'],
    ['attachment', 'attachment'],
    ['check_in', 'monitor'],
    ['log', 'log_item'],
    ['span', 'span'],
    ['profile', 'profile'],
    ['profile_chunk', 'profile'],
    ['replay_event', 'replay'],
    ['replay_recording', 'replay'],
    ['replay_video', 'replay'],
    ['statsd', 'metric_bucket'],
    ['trace_metric', 'metric_bucket'],
    ['raw_security', 'security'],
    ['nel', 'security'],
    ['client_report', 'internal'],
  ])('%s as %s', (type, category) => {
    expect(outcomesOf({ type }, '{}')).toEqual([`1 ${category} dropped item_type_not_kept`]);
  });

  it('whatever their bytes are', () => {
    const body = Buffer.concat([
      Buffer.from('{}\n{"type":"attachment","length":256}\n'),
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    ]);
    expect(run({ dialect: 'sentry-envelope', body }).outcomes).toMatchObject([{ category: 'attachment', quantity: 1 }]);
  });

  it('and unknown ones too', () => {
    expect(outcomesOf({ type: 'hologram' }, 'x')).toEqual(['1 default dropped unknown_item_type']);
  });
});

describe('a container', () => {
  it.each(['span', 'log', 'trace_metric'])('of %s counts what is in it', (type) => {
    const items = [{}, {}, {}];
    expect(outcomesOf({ type }, { version: 2, items })[0]).toMatch(/^3 /);
    expect(outcomesOf({ type, item_count: 3 }, { items })[0]).toMatch(/^3 /);
  });

  it('cannot claim more than it has room for', () => {
    expect(outcomesOf({ type: 'log', item_count: 1e15 }, '{"items":[]}')).toEqual([
      '6 log_item dropped item_type_not_kept',
    ]);
  });

  it('that is broken counts as one', () => {
    expect(outcomesOf({ type: 'log' }, 'x')).toEqual(['1 log_item dropped item_type_not_kept']);
  });

  it('that is empty counts nothing', () => {
    expect(outcomesOf({ type: 'log' }, { items: [] })).toEqual([]);
  });
});

describe('what has to be parsed is refused unread above the limit of an event', () => {
  const blanks = ' '.repeat(MAX_EVENT_BYTES);
  it.each([
    ['event', 'error'],
    ['client_report', 'internal'],
    ['log', 'log_item'],
    ['span', 'span'],
    ['trace_metric', 'metric_bucket'],
  ])('%s', (type, category) => {
    const payload = `{"items":[{},{}],"discarded_events":[{"category":"error","quantity":3}]}${blanks}`;
    expect(outcomesOf({ type }, payload)).toEqual([`1 ${category} invalid too_large`]);
  });

  it('but counted where its header has the count, or nothing is read of it', () => {
    expect(outcomesOf({ type: 'log', item_count: 3 }, `${blanks} `)).toEqual(['3 log_item dropped item_type_not_kept']);
    expect(outcomesOf({ type: 'attachment' }, `${blanks} `)).toEqual(['1 attachment dropped item_type_not_kept']);
  });
});

describe('a client report', () => {
  const report = '1 internal dropped item_type_not_kept';

  it('adds what the SDK discarded, by category', () => {
    expect(
      outcomesOf(
        { type: 'client_report' },
        {
          discarded_events: [
            { reason: 'queue_overflow', category: 'error', quantity: 3 },
            { reason: 'sample_rate', category: 'error', quantity: 2 },
            { reason: 'before_send', category: 'hologram', quantity: 1 },
          ],
          rate_limited_events: [{ category: 'session', quantity: 4 }],
        },
      ),
    ).toEqual([
      report,
      '5 error client_discarded sdk',
      '1 default client_discarded sdk',
      '4 session client_discarded sdk',
    ]);
  });

  it('is believed up to a million', () => {
    expect(
      outcomesOf({ type: 'client_report' }, { discarded_events: Array(3).fill({ category: 'error', quantity: 1e9 }) }),
    ).toEqual([report, '1000000 error client_discarded sdk']);
  });

  it.each([
    'not JSON',
    '[]',
    '{"discarded_events":7}',
    '{"discarded_events":[7,null,{"quantity":-1},{"quantity":"3"},{"category":"error","quantity":0}]}',
  ])('of nonsense adds nothing: %s', (payload) => {
    expect(outcomesOf({ type: 'client_report' }, payload)).toEqual([report]);
  });
});

it('every kind of item has its own names and a known category', () => {
  const names = ITEM_TYPES.flatMap((type) => type.names);
  expect(new Set(names).size).toBe(names.length);
  for (const { category } of ITEM_TYPES) expect(CATEGORIES).toContain(category);
});
