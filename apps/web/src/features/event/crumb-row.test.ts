import { expect, test } from 'vitest';
import { crumbRow } from './crumb-row.ts';

const AT = '2026-11-23T10:00:00.000Z';

test('a request is told by what it asked and how it ended', () => {
  const crumb = {
    timestamp: '2026-11-23T09:59:58.300Z',
    category: 'fetch',
    data: { method: 'GET', url: '/cart', status_code: 500, reason: 'broken' },
  };
  expect(crumbRow(crumb, AT)).toEqual({
    kind: 'fetch',
    category: 'fetch',
    text: 'GET /cart 500',
    data: '{\n  "reason": "broken"\n}',
    level: 'info',
    secondsBefore: 1.7,
  });
});

test('anything else is told by its message, and lacks what it lacks', () => {
  expect(crumbRow({ message: 'clicked', level: 'warning' }, AT)).toEqual({
    kind: 'default',
    category: '',
    text: 'clicked',
    data: '',
    level: 'warning',
    secondsBefore: undefined,
  });
});

test.each([
  [{ type: 'navigation', category: 'history' }, 'navigation'],
  [{ type: 'default', category: 'ui.click' }, 'ui'],
  [{ category: 'console' }, 'console'],
  [{}, 'default'],
])('%j is a kind of %s', (crumb, kind) => {
  expect(crumbRow(crumb, AT).kind).toBe(kind);
});
