import { describe, expect, it } from 'vitest';
import { processNative, stored } from '../testing/process.ts';
import { RECEIVED_AT } from '../testing/raw-message.ts';

describe('a field of the wrong type', () => {
  it.each<[string, unknown]>([
    ['message', 7],
    ['logger', {}],
    ['transaction', ['x']],
    ['platform', 7],
    ['level', {}],
    ['environment', {}],
    ['release', []],
    ['server_name', 1],
    ['exceptions', 'boom'],
    ['threads', 7],
    ['user', 'ada'],
    ['request', []],
    ['tags', 'plan=pro'],
    ['contexts', []],
    ['extra', 'x'],
    ['modules', []],
    ['breadcrumbs', {}],
    ['fingerprint', 7],
    ['sdk', 'ruby'],
    ['debug_meta', []],
  ])('is dropped and remembered, and the event kept: %s', (field, value) => {
    const event = stored({ message: 'kept', logger: 'kept', [field]: value });
    expect(event.processing_errors).toEqual([{ path: `/${field}`, reason: 'wrong_type', value }]);
    expect(event).toMatchObject(field === 'message' ? { logger: 'kept' } : { message: 'kept' });
    if (field !== 'level' && field !== 'platform') expect(event).not.toHaveProperty(field);
  });

  it.each([[5], [[1]], [{}]])('is remembered where it is the type of the event: %j', (type) => {
    expect(stored({ type })).toMatchObject({
      type: 'error',
      processing_errors: [{ path: '/type', reason: 'wrong_type', value: type }],
    });
    expect(stored({ type: 'default' })).not.toHaveProperty('processing_errors');
  });

  it('costs only itself, however deep it is', () => {
    const { exceptions, processing_errors } = stored({
      exceptions: [{ type: 'E', frames: [{ function: 'f', lineno: {}, in_app: 'yes', vars: 7 }, 'x', null] }, 7],
    });
    expect(exceptions).toEqual([{ type: 'E', frames: [{ function: 'f' }] }]);
    expect(processing_errors!.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      '/exceptions/0/frames/0/lineno wrong_type',
      '/exceptions/0/frames/0/in_app wrong_type',
      '/exceptions/0/frames/0/vars wrong_type',
      '/exceptions/0/frames/1 wrong_type',
      '/exceptions/1 wrong_type',
    ]);
  });

  it('is named by a JSON Pointer, with odd characters escaped', () => {
    expect(stored({ tags: { 'a/b~c': 'x' } }).processing_errors).toEqual([
      { path: '/tags/a~1b~0c', reason: 'invalid_value', value: 'a/b~c' },
    ]);
  });

  it('is remembered in few characters, and of many only the first fifty are', () => {
    const { processing_errors } = stored({ message: ['x'.repeat(10_000)], threads: Array(500).fill(7) });
    expect(processing_errors).toHaveLength(50);
    expect(JSON.stringify(processing_errors).length).toBeLessThan(5000);
  });

  it('that is null counts as not sent', () => {
    const event = stored({
      message: null,
      user: null,
      exceptions: null,
      tags: null,
      contexts: { os: null },
      level: null,
    });
    expect(event).not.toHaveProperty('processing_errors');
    expect(event).toMatchObject({ level: 'error', contexts: {} });
  });
});

describe('the timestamp', () => {
  const at = (timestamp: unknown) => stored({ timestamp });

  it.each<[string, unknown, string]>([
    ['ISO 8601', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['with a zone', '2026-11-23T11:30:00+01:30', '2026-11-23T10:00:00.000Z'],
    ['with a zone without colon', '2026-11-23T05:00:00-0500', '2026-11-23T10:00:00.000Z'],
    ['naive, which is UTC', '2026-11-23T10:00:00', '2026-11-23T10:00:00.000Z'],
    ['with a blank', '2026-11-23 10:00:00', '2026-11-23T10:00:00.000Z'],
    ['with microseconds', '2026-11-23T09:59:59.123456Z', '2026-11-23T09:59:59.123Z'],
    ['with nanoseconds', '2026-11-23T09:59:59.123456789Z', '2026-11-23T09:59:59.123Z'],
    ['a date', '2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['seconds', 1795428000, '2026-11-23T10:00:00.000Z'],
    ['seconds with a fraction', 1795428000.25, '2026-11-23T10:00:00.250Z'],
    ['seconds as text', '1795428000.25', '2026-11-23T10:00:00.250Z'],
    ['milliseconds', 1795428000250, '2026-11-23T10:00:00.250Z'],
    ['microseconds', 1795428000250000, '2026-11-23T10:00:00.250Z'],
    ['nanoseconds', 1795428000250000000, '2026-11-23T10:00:00.250Z'],
    ['a minute ahead', '2026-11-23T10:01:05Z', '2026-11-23T10:01:05.000Z'],
    ['as old as is kept', '2026-08-25T10:00:05Z', '2026-08-25T10:00:05.000Z'],
  ])('may be %s', (_, sent, timestamp) => {
    expect(at(sent)).toMatchObject({ timestamp });
    expect(at(sent)).not.toHaveProperty('processing_errors');
  });

  it.each<[string, unknown, string]>([
    ['from 2100', '2100-01-01T00:00:00Z', 'future_timestamp'],
    ['over a minute ahead', '2026-11-23T10:01:06Z', 'future_timestamp'],
    ['from 1970', 0, 'past_timestamp'],
    ['before 1970', -5, 'past_timestamp'],
    ['older than is kept', '2026-08-25T10:00:04Z', 'past_timestamp'],
    ['text', 'yesterday', 'invalid_value'],
    ['a date that is none', '2026-02-31T10:00:00Z', 'invalid_value'],
    ['an hour that is none', '2026-11-23T24:00:00Z', 'invalid_value'],
    ['from the year 12026', '12026-11-23T10:00:00Z', 'invalid_value'],
    ['beyond every calendar', 1e300, 'invalid_value'],
    ['an object', {}, 'wrong_type'],
    ['a yes', true, 'wrong_type'],
  ])('is the time of receipt, the original remembered, where it is %s', (_, sent, reason) => {
    expect(at(sent)).toMatchObject({
      timestamp: RECEIVED_AT,
      processing_errors: [{ path: '/timestamp', reason, value: sent }],
    });
  });

  it.each([undefined, null])('is the time of receipt where it is %j', (sent) => {
    expect(at(sent)).toMatchObject({ timestamp: RECEIVED_AT });
    expect(at(sent)).not.toHaveProperty('processing_errors');
  });

  it('moves the breadcrumbs along where it is moved', () => {
    const { breadcrumbs } = stored({
      timestamp: '2100-01-01T00:00:00Z',
      breadcrumbs: [
        { timestamp: '2099-12-31T23:59:58Z' },
        { message: 'no time' },
        { timestamp: 'nonsense', message: 'x' },
      ],
    });
    expect(breadcrumbs).toEqual([{ timestamp: '2026-11-23T10:00:03.000Z' }, { message: 'no time' }, { message: 'x' }]);
  });
});

describe('the level', () => {
  it.each<[unknown, string]>([
    ['fatal', 'fatal'],
    ['ERROR', 'error'],
    ['warn', 'warning'],
    ['critical', 'fatal'],
    ['log', 'info'],
    [10, 'debug'],
    ['50', 'fatal'],
  ])('%j is %s', (sent, level) => {
    expect(stored({ level: sent })).toMatchObject({ level });
  });

  it.each(['loud', 42])('nobody knows is error, and remembered: %j', (sent) => {
    expect(stored({ level: sent })).toMatchObject({
      level: 'error',
      processing_errors: [{ path: '/level', reason: 'invalid_value', value: sent }],
    });
  });
});

it('a platform nobody knows is kept for people to read', () => {
  expect(stored({ platform: ' Crystal ' })).toMatchObject({ platform: 'crystal' });
});

describe('release, environment and dist', () => {
  it.each<[string, unknown]>([
    ['release', 'latest'],
    ['release', '..'],
    ['release', 'shop/1.0'],
    ['release', 'shop\n1.0'],
    ['environment', 'None'],
    ['environment', 'a/b'],
    ['dist', 'a b'],
  ])('are dropped and remembered where they break their rules: %s %j', (field, value) => {
    const event = stored({ release: '1.0', [field]: value });
    expect(event).toMatchObject({ processing_errors: [{ path: `/${field}`, reason: 'invalid_value', value }] });
    expect(event).not.toHaveProperty(field);
  });

  it('may be numbers, and are trimmed', () => {
    expect(stored({ release: ' 1.0 ', dist: 77, environment: 'eu 1' })).toMatchObject({
      release: '1.0',
      dist: '77',
      environment: 'eu 1',
    });
  });

  it('are absent where they are empty, and none is made up', () => {
    const event = stored({ release: '', environment: ' ', dist: '' });
    expect(Object.keys(event)).toEqual(['event_id', 'type', 'timestamp', 'level', 'platform']);
  });

  it('a dist without a release is kept as it was sent', () => {
    const event = stored({ dist: '77' });
    expect(event.dist).toBe('77');
    expect(event).not.toHaveProperty('processing_errors');
  });
});

describe('tags', () => {
  it.each<[string, unknown]>([
    ['an object', { plan: 'pro', n: 7, on: true }],
    ['pairs', [['plan', 'pro'], ['n', 7], ['on', true], ['plan', 'second'], [null, 'x'], ['y', null], 7]],
    [
      'objects of key and value',
      [
        { key: 'plan', value: 'pro' },
        { key: 'n', value: 7 },
        { key: 'on', value: true },
      ],
    ],
  ])('may be %s', (_, tags) => {
    expect(stored({ tags }).tags).toEqual({ plan: 'pro', n: '7', on: 'true' });
  });

  it('that are no pairs are remembered', () => {
    const { tags, processing_errors } = stored({ tags: [1, ['c'], { key: 'a' }, null, ['d', null], ['plan', 'pro']] });
    expect(tags).toEqual({ plan: 'pro' });
    expect(processing_errors).toEqual([
      { path: '/tags/0', reason: 'wrong_type', value: 1 },
      { path: '/tags/1', reason: 'wrong_type', value: ['c'] },
      { path: '/tags/2', reason: 'wrong_type', value: { key: 'a' } },
    ]);
  });

  it('have keys without blanks and values of one line, of two hundred characters', () => {
    expect(stored({ tags: { ' a b ': 'x\r\ny', long: 'v'.repeat(300) } }).tags).toEqual({
      'a-b': 'x y',
      long: `${'v'.repeat(197)}...`,
    });
  });

  it.each(['release', 'dist', 'user', 'filename', 'function', 'ä', '', 'k'.repeat(201)])(
    'may not be called %j',
    (key) => {
      const event = stored({ tags: { [key]: 'x', good: 'y' } });
      expect(event.tags).toEqual({ good: 'y' });
      expect(event.processing_errors).toMatchObject([{ reason: 'invalid_value' }]);
    },
  );

  it('fill the environment where the field is empty', () => {
    expect(stored({ tags: { environment: 'staging' } })).toMatchObject({ environment: 'staging', tags: {} });
    expect(stored({ tags: { environment: 'a' }, environment: 'b' })).toMatchObject({ environment: 'b' });
  });
});

describe('the user', () => {
  it('has a text for an id, and what has no field of its own in data', () => {
    expect(stored({ user: { id: 7, plan: 'pro', email: 'a@b.c', data: { x: 1 } } }).user).toEqual({
      id: '7',
      email: 'a@b.c',
      data: { plan: 'pro', x: 1 },
    });
  });

  const address = (event: object) => processNative(event, { remote_address: '198.51.100.1' }).event.user?.ip_address;

  it.each<[string, object, string | undefined]>([
    ['is what the client says', { user: { ip_address: '203.0.113.7' } }, '203.0.113.7'],
    ["is the connection's where the client says {{auto}}", { user: { ip_address: '{{auto}}' } }, '198.51.100.1'],
    [
      "is the server's REMOTE_ADDR where there is none",
      { request: { env: { REMOTE_ADDR: '203.0.113.9' } } },
      '203.0.113.9',
    ],
    ['is not a REMOTE_ADDR that is none', { request: { env: { REMOTE_ADDR: 'unix:' } } }, undefined],
    ["is the connection's where the SDK asks for it", { sdk: { settings: { infer_ip: 'auto' } } }, '198.51.100.1'],
    ['is none where nobody asks', { platform: 'javascript', user: { id: 1 } }, undefined],
    [
      'is none where the SDK says never',
      {
        sdk: { settings: { infer_ip: 'never' } },
        user: { ip_address: '{{auto}}' },
        request: { env: { REMOTE_ADDR: '203.0.113.9' } },
      },
      undefined,
    ],
  ])('has an address that %s', (_, event, expected) => {
    expect(address(event)).toBe(expected);
  });

  it.each<[object, string | undefined]>([
    [{ id: 7, username: 'ada', email: 'a@b.c', ip_address: '1.2.3.4' }, 'id:7'],
    [{ username: 'ada', email: 'a@b.c' }, 'username:ada'],
    [{ id: '', email: 'a@b.c' }, 'email:a@b.c'],
    [{ ip_address: '1.2.3.4' }, 'ip:1.2.3.4'],
    [{ name: 'Ada' }, undefined],
  ])('%j is told from others as %j', (user, identity) => {
    expect(processNative({ user }).user_identity).toBe(identity);
  });
});

describe('a request', () => {
  it('has its query and fragment apart, headers by canonical names, cookies apart', () => {
    const headers = [
      ['content-type', 'text/plain'],
      ['ACCEPT', ['a', 'b']],
      ['accept', 'c'],
      ['X-RequestID', 'n'],
      ['cookie', 'a=b; c="d=e"'],
      ['x', null],
    ];
    expect(stored({ request: { method: 'post', url: 'https://a.example/x?y=1&z#f', headers } }).request).toEqual({
      method: 'POST',
      url: 'https://a.example/x',
      query_string: 'y=1&z',
      fragment: 'f',
      headers: { 'Content-Type': 'text/plain', Accept: 'a, b, c', 'X-RequestID': 'n' },
      cookies: { a: 'b', c: '"d=e"' },
    });
  });

  it('keeps a query that was given apart', () => {
    expect(stored({ request: { url: '/x?y=1', query_string: { y: '2' } } }).request).toEqual({
      url: '/x',
      query_string: { y: '2' },
    });
  });
});

describe('frames', () => {
  const framesOf = (frames: unknown, platform = 'python') =>
    stored({ platform, exceptions: [{ type: 'E', frames }] }).exceptions![0]!.frames!;

  it.each([
    [
      { filename: 'https://a.example/js/app.js?v=1' },
      { filename: '/js/app.js', abs_path: 'https://a.example/js/app.js?v=1' },
    ],
    [{ filename: 'file:///srv/app.js' }, { filename: '/srv/app.js', abs_path: 'file:///srv/app.js' }],
    [{ abs_path: 'https://a.example/js/app.js' }, { filename: '/js/app.js', abs_path: 'https://a.example/js/app.js' }],
    [{ filename: 'https://a.example/' }, { filename: 'https://a.example/', abs_path: 'https://a.example/' }],
    [
      { filename: 'app.js', abs_path: 'https://a.example/js/app.js' },
      { filename: 'app.js', abs_path: 'https://a.example/js/app.js' },
    ],
    [{ filename: 'app.py' }, { filename: 'app.py' }],
    [
      { lineno: '42', colno: 7 },
      { lineno: 42, colno: 7 },
    ],
    [{ vars: ['a', 'b'] }, { vars: { 0: 'a', 1: 'b' } }],
    [
      { function: 'f', unheard_of: { a: 1 } },
      { function: 'f', unheard_of: { a: 1 } },
    ],
  ])('%j is kept as %j', (sent, kept) => {
    expect(framesOf([sent])).toEqual([kept]);
  });

  it.each([
    ['node', { filename: '/app/node_modules/express/index.js' }],
    ['node', { filename: 'node:internal/timers' }],
    ['javascript', { abs_path: 'https://unpkg.com/react.js' }],
    ['python', { abs_path: '/usr/lib/python3/dist-packages/django/x.py' }],
    ['python', { abs_path: '/home/a/.venv/lib/python3.12/site-packages/x.py' }],
    ['ruby', { abs_path: '/usr/local/bundle/gems/rack-3/lib/rack.rb' }],
    ['php', { filename: '/srv/vendor/symfony/x.php' }],
    ['go', { abs_path: '/root/go/pkg/mod/github.com/x/y.go' }],
    ['java', { module: 'org.springframework.web.Servlet' }],
    ['csharp', { module: 'System.Linq.Enumerable' }],
  ])('of %s libraries are marked where the SDK leaves it open: %j', (platform, frame) => {
    expect(framesOf([frame], platform)[0]).toMatchObject({ in_app: false });
    expect(framesOf([{ ...frame, in_app: true }], platform)[0]).toMatchObject({ in_app: true });
  });

  it('of an application are left as they are', () => {
    expect(framesOf([{ filename: 'app/orders.py' }])).toEqual([{ filename: 'app/orders.py' }]);
  });

  it('beyond 250 lose the oldest, beyond fifty the details in the middle, in-app ones last', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ function: `f${n}`, vars: { n }, in_app: n === 100 }));
    const kept = framesOf(many);
    expect(kept).toHaveLength(250);
    expect(kept[0]!.function).toBe('f0');
    expect(kept.filter((frame) => frame.vars)).toHaveLength(50);
    expect(kept[100]!.vars).toBeDefined();
    expect([kept[0]!.vars, kept[249]!.vars, kept[125]!.vars]).toEqual([{ n: 0 }, { n: 249 }, undefined]);
  });
});

describe('exceptions', () => {
  it('have texts for values, whatever was sent', () => {
    const values = ['x', 7, { code: 1 }, ['a'], true].map((value) => ({ type: 'E', value }));
    expect(stored({ exceptions: values }).exceptions!.map(({ value }) => value)).toEqual([
      'x',
      '7',
      '{"code":1}',
      '["a"]',
      'true',
    ]);
  });

  it('may be one alone, are fifty at most, and say something', () => {
    expect(stored({ exceptions: { type: 'E' } }).exceptions).toEqual([{ type: 'E' }]);
    expect(stored({ exceptions: Array(60).fill({ type: 'E' }) }).exceptions).toHaveLength(50);
    expect(stored({ exceptions: [{}] }).processing_errors).toEqual([
      { path: '/exceptions/0', reason: 'invalid_value', value: {} },
    ]);
  });
});

describe('sizes', () => {
  it('of free-form data are bounded, value by value and together', () => {
    const { extra, processing_errors } = stored({
      extra: {
        big: 'x'.repeat(100_000),
        list: Array(50_000).fill(1),
        ...Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`k${n}`, 'y'.repeat(10_000)])),
      },
    });
    expect((extra!.big as string).length).toBeLessThanOrEqual(16 * 1024);
    expect(JSON.stringify(extra).length).toBeLessThan(300 * 1024);
    expect(processing_errors!.map(({ reason }) => reason)).toContain('too_long');
  });

  it('of a text end in dots and never in half a character', () => {
    const { message } = stored({ message: '😀'.repeat(5000) });
    expect(message!.isWellFormed()).toBe(true);
    expect(message!.endsWith('😀...')).toBe(true);
  });

  it('of breadcrumbs are the newest hundred', () => {
    const { breadcrumbs } = stored({ breadcrumbs: Array.from({ length: 150 }, (_, n) => ({ message: `${n}` })) });
    expect(breadcrumbs!.length).toBe(100);
    expect(breadcrumbs!.at(-1)).toEqual({ message: '149' });
  });

  it('in depth end in JSON texts', () => {
    const deep = { a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } } };
    expect(stored({ extra: deep }).extra).toEqual({ a: { b: { c: { d: { e: { f: { g: '{"h":1}' } } } } } } });
  });
});

it('top-level fields nobody knows are kept apart, where they cannot be mistaken for ours', () => {
  expect(stored({ issue_id: 'x', start_timestamp: 1, nothing: null }).unknown).toEqual({
    issue_id: 'x',
    start_timestamp: 1,
  });
});
