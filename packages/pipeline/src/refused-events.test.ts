import { expect, test } from 'vitest';
import { run } from './testing/process.ts';

const [A, B, C] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)] as [string, string, string];

test('an event that is refused among others is known by its id', () => {
  const items = ['{"type":"event"}\n{}', '{"type":"event"}\nnonsense', '{"type":"transaction"}\n{}'];
  const body = Buffer.from(`{}\n${items.join('\n')}\n`);
  const { events, refused } = run({ dialect: 'sentry-envelope', body, event_ids: [A, B, C] });
  expect(events.map(({ event }) => event.event_id)).toEqual([A]);
  expect(refused).toEqual([
    { event_id: B, outcome: 'invalid', reason: 'invalid_json' },
    { event_id: C, outcome: 'dropped', reason: 'item_type_not_kept' },
  ]);
});

test('a body that cannot be read refuses every event it was answered for', () => {
  const body = Buffer.from('no gzip');
  expect(run({ body, content_encoding: 'gzip', event_ids: [A, B] }).refused).toEqual([
    { event_id: A, outcome: 'invalid', reason: 'invalid_encoding' },
    { event_id: B, outcome: 'invalid', reason: 'invalid_encoding' },
  ]);
});

test('where everything is stored nothing is refused', () => {
  expect(run({ body: Buffer.from('{}'), event_ids: [A] })).not.toHaveProperty('refused');
});
