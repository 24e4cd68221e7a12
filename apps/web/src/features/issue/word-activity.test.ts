import { expect, test } from 'vitest';
import { wordActivity } from './word-activity.ts';

const ada = { id: '1', email: 'ada@example.com', name: 'Ada' };

test('an act is told with who did it and what belongs to it', () => {
  expect(wordActivity({ kind: 'resolved', actor: ada, data: { resolution: { in_release: 'shop@2' } } })).toBe(
    'Ada resolved it: Resolved in shop@2',
  );
  expect(wordActivity({ kind: 'assigned', actor: ada, data: { team: { id: '2', name: 'Web' } } })).toBe(
    'Ada assigned it: Web',
  );
  expect(wordActivity({ kind: 'merged', actor: ada, data: { issues: [{ id: '3', short_id: 'SHOP-3' }] } })).toBe(
    'Ada merged others into it: SHOP-3',
  );
});

test('what nobody did was done by Railguard', () => {
  expect(wordActivity({ kind: 'regressed', actor: null, data: {} })).toBe('It came back');
  expect(wordActivity({ kind: 'unignored', actor: null, data: { reason: 'events' } })).toBe(
    'It is no longer ignored: so many events came',
  );
});
