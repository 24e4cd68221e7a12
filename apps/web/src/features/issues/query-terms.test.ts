import { expect, test } from 'vitest';
import { valuesOf, withToggled, withValues } from './query-terms.ts';

test('values are read from the text, lists and aliases too, and not those that are excluded', () => {
  expect(valuesOf('is:unresolved environment:[production,"eu west"] !environment:dev', 'environment')).toEqual([
    'production',
    'eu west',
  ]);
  expect(valuesOf('last_seen:-24h', 'lastSeen')).toEqual(['-24h']);
  expect(valuesOf('environment:"never closed', 'environment')).toEqual([]);
});

test.each([
  ['is:unresolved', 'level', ['error'], 'is:unresolved level:error'],
  ['is:unresolved level:error card', 'level', ['error', 'fatal'], 'is:unresolved level:[error,fatal] card'],
  ['is:unresolved level:error card', 'level', [], 'is:unresolved card'],
  ['level:error x level:info', 'level', ['fatal'], 'level:fatal x'],
  ['', 'release', ['shop 1'], 'release:"shop 1"'],
  ['', 'project', [], ''],
])('%j with %s %j is %j', (query, key, values, expected) => {
  expect(withValues(query, key, values)).toBe(expected);
});

test('a value that is chosen twice is taken away', () => {
  const once = withToggled('is:unresolved', 'environment', 'staging');
  expect(once).toBe('is:unresolved environment:staging');
  expect(withToggled(once, 'environment', 'production')).toBe('is:unresolved environment:[staging,production]');
  expect(withToggled(once, 'environment', 'staging')).toBe('is:unresolved');
});
