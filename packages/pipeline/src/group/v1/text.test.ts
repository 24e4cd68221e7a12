import { cpuMsOf } from '@railguard/testing/cpu-time';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './text.ts';

describe('texts that differ only in what varies are one', () => {
  it.each([
    ['numbers', 'Order 17 failed', 'Order 4711 failed', 'Order <num> failed'],
    ['negative and decimal numbers', 'balance -3.50 too low', 'balance 12 too low', 'balance <num> too low'],
    ['numbered things', 'worker #12 died', 'worker #7 died', 'worker #<num> died'],
    ['numbers at the end of words', 'job import_12 stuck', 'job import_9 stuck', 'job import_<num> stuck'],
    [
      'uuids',
      'no user 6f1c7cbe-8d3c-4a9e-9f2e-0a1b2c3d4e5f',
      'no user 00000000-8D3C-4A9E-9F2E-0A1B2C3D4E5F',
      'no user <uuid>',
    ],
    ['hex', 'commit 9fceb02d0ae5 not found', 'commit a3b4c5d6e7f8091a not found', 'commit <hex> not found'],
    ['pointers', 'segfault at 0x7ffee4c0', 'segfault at 0x0', 'segfault at <ptr>'],
    ['e-mail addresses', 'cannot mail ada@example.com', 'cannot mail bob+x@mail.example.org', 'cannot mail <email>'],
    ['URLs', 'GET https://a.example/x?y=1 failed', 'GET http://b.example/z failed', 'GET <url> failed'],
    ['IPv4 addresses', 'refused by 10.0.0.1:5432', 'refused by 192.168.17.4', 'refused by <ip>'],
    ['IPv6 addresses', 'refused by 2001:db8::1', 'refused by fe80::1ff:fe23:4567:890a', 'refused by <ip>'],
    ['hosts', 'no route to db-1.internal', 'no route to cache.example.com:6379', 'no route to <host>'],
    ['ISO dates', 'expired 2026-11-23', 'expired 2025-01-02', 'expired <date>'],
    ['ISO times', 'expired at 2026-11-23T10:00:00.123Z', 'expired at 2025-01-02 03:04:05+02:00', 'expired at <date>'],
    ['RFC dates', 'since Mon, 23 Nov 2026 10:00:00 GMT', 'since 2 Jan 2025', 'since <date>'],
    ['English dates', 'on Jan 2, 2024', 'on December 31, 2025', 'on <date>'],
    ['clock times', 'at 10:00:00', 'at 23:59', 'at <time>'],
    ['double quotes', 'no file "a.txt"', 'no file "folder/b \\"x\\".txt"', 'no file <str>'],
    ['single quotes', "key not found: 'a'", "key not found: 'some other'", 'key not found: <str>'],
    [
      'backticks of old and quotes of new Ruby',
      "undefined method `a' for nil",
      "undefined method 'b' for nil",
      'undefined method <str> for nil',
    ],
    ['curly quotes', 'file “a” missing', 'file “b” missing', 'file <str> missing'],
    ['durations', 'timeout after 3000ms', 'timeout after 2.5 s', 'timeout after <duration>'],
    ['signed durations', 'drift of -5.2 seconds', 'drift of +3s', 'drift of <duration>'],
    ['long durations', 'took 1,234.5 seconds', 'took 1e9 seconds', 'took <duration>'],
    ['durations, short and long', 'took 3 seconds', 'took -1.5e-3 seconds', 'took <duration>'],
    ['signed sizes', 'free: -1,024 bytes', 'free: 2.5e3 bytes', 'free: <size>'],
    [
      'hashed file names',
      'Loading chunk vendors-4f3a2b1c9d.js',
      'Loading chunk vendors-a8b7c6d5e4.js',
      'Loading chunk vendors-<hash>.js',
    ],
    ['hashes as Vite makes them', 'no ./app-Bx7kQ2_z.js', 'no ./app-9fQx_2aB.js', 'no ./app-<hash>.js'],
    ['hashed chunks', 'no app.4f3a9c1b.chunk.js', 'no app.0badcafe.chunk.js', 'no app.<hash>.chunk.js'],
    ['sizes', 'body of 512 MB refused', 'body of 3kB refused', 'body of <size> refused'],
    ['prefixed ids', 'no charge ch_1A2b3C4d5E6f7G', 'no charge ch_9Z8y7X6w5V4u3T', 'no charge <id>'],
    ['ULIDs', 'job 01ARZ3NDEKTSV4RRFFQ69G5FAV', 'job 01BX5ZZKBKACTAV9WEVGEMMVRZ', 'job <ulid>'],
    ['JWTs', 'bad eyJhbGciOi.eyJzdWIiOi.abc', 'bad eyJ0eXAiOi.eyJpc3MiOi.xyz', 'bad <jwt>'],
    ['Ruby objects', 'for #<Order id: 1, sum: 2>', 'for #<Order id: 9>', 'for #<Order>'],
    [
      'traceparents',
      'bad 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      'bad 00-1bf7651916cd43dd8448eb211c80319c-a7ad6b7169203331-00',
      'bad <traceparent>',
    ],
    ['blanks', 'a   b', 'a b', 'a b'],
  ])('%s', (_, one, other, normalised) => {
    expect(normaliseText(one)).toBe(normalised);
    expect(normaliseText(other)).toBe(normalised);
  });

  it('printed bodies', () => {
    const body = (id: number) => `Rejected {"id": ${id}, "items": [${'{"sku": "x"},'.repeat(10)}]}`;
    expect(normaliseText(body(1))).toBe('Rejected <json>');
  });
});

describe('what names a problem stays', () => {
  it.each([
    'undefined is not a function',
    'Cannot read properties of undefined',
    "Couldn't connect, it wasn't there",
    'invalid base64 in utf8 text',
    'Python3.11 needs s3 and x1',
    'facade decade feedface',
    'see app-settings.js and jquery-migrate.min.js',
    'Foo::Bar is not a Baz::Qux',
    'snake_case_name is missing',
    'see main.rs and users.show.title',
    'ECONNREFUSED',
    'error 12abc of 3rd kind',
    'mismatch in add_index_to_users',
  ])('%s', (text) => {
    expect(normaliseText(text)).toBe(text);
  });
});

it('only the first two lines that say something count', () => {
  expect(normaliseText('\n\nfirst\n\n second\nthird')).toBe('first second');
});

it('no text takes long, however hostile', () => {
  const patterns = [
    'a',
    '0',
    "'",
    '"',
    '`',
    '\\',
    ':',
    '.',
    '-',
    '_',
    '@',
    '{"',
    '0x',
    'a.',
    '1.',
    'a@',
    '1:',
    '#<A',
    ' ',
    '://',
    'eyJ',
    'f0',
    '-f0',
    '-A0',
    '.chunk',
    '1,',
    '+1e1',
  ];
  for (const pattern of patterns) {
    const text = pattern.repeat(8192 / pattern.length);
    expect(
      cpuMsOf(() => normaliseText(text)),
      pattern,
    ).toBeLessThan(100);
  }
});
