import { expect, test } from 'vitest';
import { addressOf } from './request.ts';

test('parameters are filled into the path and escaped', () => {
  const input = { params: { project_id: 'a/b', key_id: '7' } };
  expect(addressOf('http://h', '/projects/:project_id/keys/:key_id', input)).toBe('http://h/projects/a%2Fb/keys/7');
});

test('a query parameter that is undefined is left out', () => {
  expect(addressOf('http://h/', '/issues', { query: { query: 'a b&c', status: undefined, limit: 5 } })).toBe(
    'http://h/issues?query=a+b%26c&limit=5',
  );
});
