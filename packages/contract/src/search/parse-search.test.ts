import { describe, expect, test } from 'vitest';
import { parseSearch } from './parse-search.ts';
import { printSearch } from './print-search.ts';
import { unseenTagErrors } from './unseen-tags.ts';

const read = (text: string) => {
  const { query, errors } = parseSearch(text);
  expect(errors).toEqual([]);
  return query;
};
const yes = (term: object) => [{ negated: false, ...term }];
const not = (term: object) => [{ negated: true, ...term }];

test.each([
  ['', []],
  ['  \t ', []],
  ['timeout', yes({ kind: 'text', text: 'timeout' })],
  ['"card declined"', yes({ kind: 'text', text: 'card declined' })],
  [String.raw`"say \"no\" \\ \n"`, yes({ kind: 'text', text: String.raw`say "no" \ \n` })],
  ['!timeout', not({ kind: 'text', text: 'timeout' })],
  ['!', yes({ kind: 'text', text: '!' })],
  ['"OR"', yes({ kind: 'text', text: 'OR' })],
  ['or', yes({ kind: 'text', text: 'or' })],
  ['Net::ReadTimeout', yes({ kind: 'text', text: 'Net::ReadTimeout' })],
  ['https://shop.example/a', yes({ kind: 'text', text: 'https://shop.example/a' })],
  ['TypeError:', yes({ kind: 'text', text: 'TypeError:' })],
  ['100%', yes({ kind: 'text', text: '100%' })],
  ['is:unresolved', yes({ kind: 'is', values: ['unresolved'] })],
  ['IS:[New, unhandled,new]', yes({ kind: 'is', values: ['new', 'unhandled'] })],
  ['level:[error,fatal]', yes({ kind: 'level', values: ['error', 'fatal'] })],
  ['level:>=warning', yes({ kind: 'level', values: ['fatal', 'error', 'warning'] })],
  ['level:<warning', yes({ kind: 'level', values: ['info', 'debug'] })],
  ['handled:no', yes({ kind: 'handled', value: false })],
  ['assigned:me', yes({ kind: 'assigned', values: [{ to: 'me' }] })],
  ['!assignee:none', not({ kind: 'assigned', values: [{ to: 'nobody' }] })],
  [
    'assigned:[#web, ada@example.com]',
    yes({
      kind: 'assigned',
      values: [
        { to: 'team', slug: 'web' },
        { to: 'person', email: 'ada@example.com' },
      ],
    }),
  ],
  ['project:shop-*', yes({ kind: 'column', key: 'project', values: [['shop-', '']] })],
  ['release:shop@1.4.2', yes({ kind: 'tag', key: 'release', values: [['shop@1.4.2']] })],
  ['user.email:*@example.com', yes({ kind: 'tag', key: 'user.email', values: [['', '@example.com']] })],
  ['my-tag.x:"a * b"', yes({ kind: 'tag', key: 'my-tag.x', values: [['a ', ' b']] })],
  [String.raw`price:5\*`, yes({ kind: 'tag', key: 'price', values: [['5*']] })],
  [String.raw`path:C:\dir`, yes({ kind: 'tag', key: 'path', values: [[String.raw`C:\dir`]] })],
  ['url:https://shop.example/a?b=c:d', yes({ kind: 'tag', key: 'url', values: [['https://shop.example/a?b=c:d']] })],
  ['tags[level]:x', yes({ kind: 'tag', key: 'level', values: [['x']] })],
  ['tags[a:b]:x', yes({ kind: 'tag', key: 'a:b', values: [['x']] })],
  ['!has:user.id', not({ kind: 'has', key: 'user.id' })],
  ['has:tags[is]', yes({ kind: 'has', key: 'is' })],
  ['timesSeen:>100', yes({ kind: 'count', key: 'timesSeen', comparison: '>', value: 100 })],
  ['event_count:7', yes({ kind: 'count', key: 'timesSeen', comparison: '=', value: 7 })],
  ['users:>=10', yes({ kind: 'count', key: 'users', comparison: '>=', value: 10 })],
  ['age:-24h', yes({ kind: 'time', key: 'firstSeen', comparison: '>', value: { secondsAgo: 86_400 } })],
  ['age:+7d', yes({ kind: 'time', key: 'firstSeen', comparison: '<', value: { secondsAgo: 604_800 } })],
  ['age:>7d', yes({ kind: 'time', key: 'firstSeen', comparison: '<', value: { secondsAgo: 604_800 } })],
  ['last_seen:-30m', yes({ kind: 'time', key: 'lastSeen', comparison: '>', value: { secondsAgo: 1_800 } })],
  ['firstSeen:2026-11-01', yes({ kind: 'time', key: 'firstSeen', comparison: '=', value: { at: '2026-11-01' } })],
  [
    'lastSeen:<=2026-11-01T10:00:00Z',
    yes({ kind: 'time', key: 'lastSeen', comparison: '<=', value: { at: '2026-11-01T10:00:00Z' } }),
  ],
])('%s', (text, expected) => {
  const query = read(text);
  expect(query).toEqual(expected);
  expect(read(printSearch(query))).toEqual(query);
});

test('terms and their values are told with their places', () => {
  const { places } = parseSearch('  is:unresolved  !plan:["a b",c] "two words"');
  const told = places.map(({ values, ...term }) => [
    term,
    values.map(({ start, end, text }) => ({ start, end, text })),
  ]);
  expect(told).toEqual([
    [
      { start: 2, end: 15, text: 'is:unresolved', key: { start: 2, end: 4, text: 'is' } },
      [{ start: 5, end: 15, text: 'unresolved' }],
    ],
    [
      { start: 17, end: 32, text: '!plan:["a b",c]', key: { start: 18, end: 22, text: 'plan' } },
      [
        { start: 24, end: 29, text: '"a b"' },
        { start: 30, end: 31, text: 'c' },
      ],
    ],
    [{ start: 33, end: 44, text: '"two words"' }, [{ start: 33, end: 44, text: '"two words"' }]],
  ]);
});

describe('what is wrong is named with its place', () => {
  test.each([
    ['level:eror', { position: 6, length: 4, token: 'eror', suggestion: 'error' }],
    ['level:warn', { suggestion: 'warning' }],
    ['level:>=wrning', { suggestion: 'warning' }],
    ['level:<debug', { detail: 'there is no level beyond debug' }],
    ['is:unresloved', { suggestion: 'unresolved' }],
    ['is:zzz', { detail: expect.stringContaining('there are unresolved, resolved') }],
    ['x is:', { position: 2, token: 'is:', detail: 'a value is missing after the colon' }],
    ['assigned:mee', { suggestion: 'me' }],
    ['handled:nope', { token: 'nope' }],
    ['handled:[yes,no]', { token: 'no', detail: 'only one value can be given here' }],
    ['age:24h', { token: '24h' }],
    ['age:-24x', { token: '-24x' }],
    ['firstSeen:2026-02-30', { token: '2026-02-30' }],
    ['firstSeen:2026-02-03T10:00:00Z', { token: '2026-02-03T10:00:00Z' }],
    ['timesSeen:many', { detail: 'timesSeen is compared with a whole number, such as >100' }],
    ['a OR b', { position: 2, token: 'OR', detail: expect.stringContaining('write key:[one,two]') }],
    ['a AND b', { position: 2, token: 'AND', detail: expect.stringContaining('all terms hold anyway') }],
    ['"never', { position: 0, length: 6, detail: 'the quote is never closed' }],
    ['a:"b"c', { position: 5, detail: 'a blank is missing after the closing quote' }],
    ['a:[b', { detail: 'the list has no closing bracket' }],
    ['a:[,]', { detail: 'the list is empty' }],
    ['a:[b]c', { position: 5, detail: 'a blank is missing after the closing bracket' }],
    [`a:[${'b,'.repeat(51)}]`, { detail: 'at most 50 values can be given at once' }],
    ['x '.repeat(31), { position: 60, detail: 'at most 30 terms can be searched for at once' }],
  ])('%s', (text, expected) => {
    expect(parseSearch(text).errors).toEqual([expect.objectContaining(expected)]);
  });

  test('and the rest is still read', () => {
    const { query, errors } = parseSearch('level:eror timeout "x');
    expect(query).toEqual(yes({ kind: 'text', text: 'timeout' }));
    expect(errors.map(({ position }) => position)).toEqual([6, 19]);
  });
});

describe('tags that nobody has seen', () => {
  const errors = (text: string, ...seen: string[]) => unseenTagErrors(parseSearch(text), new Set(seen));

  test.each([
    ['enviroment:dev', 'environment', 'enviroment'],
    ['!browser.nam:x', 'browser.name', 'browser.nam'],
    ['plam:pro', 'plan', 'plam'],
    ['has:plam', 'plan', 'plam'],
    ['sate:x', undefined, 'sate'],
    ['status:open', 'is', 'status'],
    ['!Env:dev', 'environment', 'Env'],
  ])('%s is probably %s', (text, suggestion, token) => {
    const [error] = errors(text, 'plan');
    expect(error).toMatchObject({ token });
    expect(error?.suggestion).toBe(suggestion);
    if (suggestion) expect(error?.detail).toContain(`did you mean "${suggestion}"?`);
  });

  test.each(['plan:pro', 'environment:dev', 'has:user.id', 'tags[plam]:pro', 'has:tags[plam]', 'plam'])(
    '%s is no mistake',
    (text) => {
      expect(errors(text, 'plan')).toEqual([]);
    },
  );
});
