import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processNative, run } from './testing/process.ts';
import { RECEIVED_AT } from './testing/raw-message.ts';

const event = {
  event_id: '9c3f0a1b2c3d4e5f60718293a4b5c6d7',
  type: 'error',
  timestamp: '2026-11-23T10:00:00.000Z',
  level: 'error',
  platform: 'ruby',
  message: 'checkout failed',
  logger: 'app',
  transaction: 'OrdersController#create',
  environment: 'production',
  release: 'shop@1.4.2',
  dist: '77',
  server_name: 'web-1',
  exceptions: [
    {
      type: 'NoMethodError',
      value: "undefined method 'total' for nil",
      module: 'Shop',
      mechanism: { type: 'rack', handled: false },
      frames: [
        {
          function: 'create',
          module: 'OrdersController',
          filename: 'app/controllers/orders_controller.rb',
          abs_path: '/srv/app/controllers/orders_controller.rb',
          lineno: 42,
          colno: 7,
          in_app: true,
          pre_context: ['  def create'],
          context_line: '    cart.total',
          post_context: ['  end'],
          vars: {},
        },
      ],
    },
    { type: 'KeyError', value: 'key not found' },
  ],
  user: { id: '7', email: 'ada@example.com', username: 'ada', ip_address: '203.0.113.7' },
  request: {
    method: 'POST',
    url: 'https://shop.example.com/orders',
    query_string: 'page=2',
    headers: { 'Content-Type': 'application/json' },
    data: { item: 3 },
    cookies: { theme: 'dark' },
    env: { SERVER_NAME: 'web-1' },
  },
  tags: { plan: 'pro' },
  contexts: { runtime: { name: 'ruby', version: '3.4.1' } },
  extra: { cart: [1, 2, { sku: 'x' }] },
  modules: { rails: '8.0.1' },
  breadcrumbs: [
    {
      timestamp: '2026-11-23T09:59:58.000Z',
      type: 'http',
      category: 'fetch',
      message: 'GET /cart',
      level: 'info',
      data: { status: 200 },
    },
  ],
  fingerprint: ['checkout', '{{ default }}'],
  sdk: { name: 'railguard.ruby', version: '1.0.0' },
};

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('a native event', () => {
  it('is read back as it was sent', () => {
    expect(processNative(event).event).toEqual(event);
  });

  it('is described for people', () => {
    expect(processNative(event)).toMatchObject({
      title: "NoMethodError: undefined method 'total' for nil",
      culprit: 'OrdersController#create',
      handled: false,
      user_identity: 'id:7',
      grouping: { algorithm: 'v1', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('of nothing gets only what every event has', () => {
    expect(processNative({ event_id: event.event_id }).event).toEqual({
      event_id: event.event_id,
      type: 'error',
      timestamp: RECEIVED_AT,
      level: 'error',
      platform: 'other',
    });
  });

  it('of type transaction is counted and not stored', () => {
    expect(run({ body: bytes({ type: 'transaction', transaction: 'x' }) })).toMatchObject({
      events: [],
      outcomes: [{ category: 'transaction', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 1 }],
    });
  });

  it('keeps the answered id, whatever the payload says', () => {
    const [answered] = ['0'.repeat(31).concat('1')];
    expect(processNative(event, { event_ids: [answered!] }).event.event_id).toBe(answered);
  });

  it('without any id gets the same one at every delivery', () => {
    const [first, second] = [processNative({}), processNative({})];
    expect(first.event.event_id).toMatch(/^[0-9a-f]{32}$/);
    expect(second.event.event_id).toBe(first.event.event_id);
    expect(processNative({}, { id: 'another' }).event.event_id).not.toBe(first.event.event_id);
  });
});

describe('an array of native events', () => {
  it('is taken event by event, each with the id it was answered', () => {
    const ids = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
    const { events, outcomes } = run({
      body: bytes([{ message: 'one' }, { type: 'transaction' }, { message: 'three' }]),
      event_ids: ids,
    });
    expect(events.map(({ event: { event_id, message } }) => [event_id, message])).toEqual([
      [ids[0], 'one'],
      [ids[2], 'three'],
    ]);
    expect(outcomes).toEqual([
      { category: 'transaction', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 1 },
    ]);
  });

  it('loses only the elements that are no objects', () => {
    const { events, outcomes } = run({ body: bytes([{ message: 'good' }, 7, 'x', null, []]) });
    expect(events).toHaveLength(1);
    expect(outcomes).toEqual([{ category: 'error', outcome: 'invalid', reason: 'not_an_object', quantity: 4 }]);
  });

  it('keeps the first hundred and counts the others', () => {
    const { events, outcomes } = run({ body: bytes(Array.from({ length: 130 }, () => ({}))) });
    expect(events).toHaveLength(100);
    expect(new Set(events.map(({ event: { event_id } }) => event_id)).size).toBe(100);
    expect(outcomes).toEqual([{ category: 'error', outcome: 'invalid', reason: 'too_many_events', quantity: 30 }]);
  });

  it('may be empty', () => {
    expect(run({ body: bytes([]) })).toMatchObject({ events: [], outcomes: [] });
  });
});

describe('a body that cannot be read', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'invalid_json'],
    ['JSON cut short', Buffer.from('{"message": "x'), 'invalid_json'],
    ['text', Buffer.from('hello'), 'invalid_json'],
    ['a number', Buffer.from('7'), 'not_an_object'],
    ['null', Buffer.from('null'), 'not_an_object'],
  ])('ends in one outcome: %s', (_, body, reason) => {
    expect(run({ body })).toMatchObject({
      events: [],
      outcomes: [{ outcome: 'invalid', reason, quantity: 1 }],
    });
  });

  it('ends in an outcome where it is not what its encoding says', () => {
    expect(run({ body: Buffer.from('{}'), content_encoding: 'gzip' }).outcomes).toEqual([
      { category: 'default', outcome: 'invalid', reason: 'invalid_encoding', quantity: 1 },
    ]);
  });

  it('ends in an outcome where it is a bomb', () => {
    const body = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(run({ body, content_encoding: 'gzip' }).outcomes).toEqual([
      { category: 'default', outcome: 'invalid', reason: 'too_large', quantity: 1 },
    ]);
  });
});

describe('hostile content', () => {
  it('is kept where it is a __proto__ key, as plain data that changes nothing', () => {
    const text =
      '{"__proto__":{"polluted":1},"extra":{"__proto__":{"polluted":1}},"tags":{"__proto__":"x"},"user":{"__proto__":{"polluted":1}}}';
    const { events } = run({ body: Buffer.from(text) });
    const read = events[0]!.event as unknown as Record<string, object>;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(read.extra)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect((read as { polluted?: number }).polluted).toBeUndefined();
    expect(JSON.stringify(read.extra)).toBe('{"__proto__":{"polluted":1}}');
    expect(JSON.stringify(read.tags)).toBe('{"__proto__":"x"}');
  });

  it('is cut where it is a thousand levels deep', () => {
    const deep = `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`;
    const { event: read } = run({
      body: Buffer.from(`{"extra":{"x":${deep}},"exceptions":${'['.repeat(1000)}${']'.repeat(1000)}}`),
    }).events[0]!;
    expect(JSON.stringify(read).length).toBeLessThan(5000);
    expect(read.processing_errors).toContainEqual({
      path: expect.stringMatching(/^\/extra\/x\/a/),
      reason: 'too_deep',
    });
  });

  it('survives nesting far beyond the call stack, in every place', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const field of ['extra', 'message', 'exceptions', 'tags', 'user', 'unheard_of', 'fingerprint', 'request']) {
      expect(run({ body: Buffer.from(`{"${field}":${deep},"message\\u0000":"x"}`) }).events).toHaveLength(1);
    }
  });

  it('loses its NULs and lone surrogates, in keys too', () => {
    const text = String.raw`{"message":"a\u0000b\ud800c","extra":{"k\u0000ey":"\udc00","fine":"\ud83d\ude00"}}`;
    const [processed] = run({ body: Buffer.from(text) }).events;
    expect(processed!.event.message).toBe('ab\ufffdc');
    expect(processed!.event.extra).toEqual({ key: '\ufffd', fine: '😀' });
    expect(processed!.title).toBe('ab\ufffdc');
  });

  it('is decoded with replacements where it is not UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"message":"a'), Buffer.from([0xff, 0xc0]), Buffer.from('b"}')]);
    expect(run({ body }).events[0]!.event.message).toBe('a\ufffd\ufffdb');
  });

  it('may begin with a byte order mark', () => {
    expect(run({ body: Buffer.from('\ufeff{"message":"x"}') }).events[0]!.event.message).toBe('x');
  });

  it('of ten thousand tags keeps a hundred and says so', () => {
    const tags = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`tag-${n}`, n]));
    const { event: read } = processNative({ tags });
    expect(Object.keys(read.tags!)).toHaveLength(100);
    expect(read.processing_errors).toEqual([{ path: '/tags', reason: 'too_many', value: 10_000 }]);
  });

  it('of a message of five megabytes keeps 8,192 characters', () => {
    const { event: read } = processNative({ message: 'x'.repeat(5_000_000) });
    expect(read.message).toHaveLength(8192);
    expect(read.message!.endsWith('x...')).toBe(true);
    expect(read.processing_errors).toEqual([{ path: '/message', reason: 'too_long' }]);
  });
});

describe('whatever is sent', () => {
  const NAMES = Object.keys(event).concat(
    'threads',
    'debug_meta',
    'message_params',
    'errors',
    'exception',
    'logentry',
    'stacktrace',
    'sentry.interfaces.Message',
  );
  const anyJson = fc.jsonValue({ maxDepth: 6 });
  const anyEvent = fc.dictionary(fc.constantFrom(...NAMES), anyJson, { maxKeys: 12 });
  /** The valid event with some parts replaced at random: gets past the first checks, where the deeper ones are. */
  const mutated = fc.tuple(fc.constantFrom(...NAMES), fc.nat(), anyJson).map(([name, seed, value]) => {
    const copy = structuredClone(event) as Record<string, unknown>;
    const holder = copy[name];
    if (seed % 3 === 0 || typeof holder !== 'object' || holder === null) copy[name] = value;
    else mutate(holder as Record<string, unknown>, seed, value);
    return copy;
  });

  function mutate(holder: Record<string, unknown>, seed: number, value: unknown): void {
    const keys = Object.keys(holder);
    const key = keys[seed % Math.max(keys.length, 1)] ?? 'new';
    const inner = holder[key];
    if (seed % 2 === 0 || typeof inner !== 'object' || inner === null) holder[key] = value;
    else mutate(inner as Record<string, unknown>, seed >> 1, value);
  }

  it.each(['native', 'sentry-store'] as const)(
    'a %s body never throws and ends in one event or one outcome',
    (dialect) => {
      fc.assert(
        fc.property(fc.oneof(anyJson, anyEvent, mutated), (value) => {
          const sent = Array.isArray(value) ? { extra: value } : value;
          const { events, outcomes } = run({ dialect, body: bytes(sent) });
          const counted = outcomes.reduce((sum, { quantity }) => sum + quantity, 0);
          expect(events.length + counted).toBe(1);
        }),
        { numRuns: 400 },
      );
    },
  );

  it('an event is scrubbed, grouped and written as JSON without loss', () => {
    fc.assert(
      fc.property(fc.oneof(anyEvent, mutated), (value) => {
        for (const { event: read, grouping, title } of run({ body: bytes(value) }).events) {
          expect(JSON.parse(JSON.stringify(read))).toEqual(read);
          expect(grouping.hash).toMatch(/^[0-9a-f]{64}$/);
          expect(grouping.explanation.length).toBeGreaterThan(0);
          expect(title).not.toBe('');
          expect(JSON.stringify({ read, grouping }).includes('\\u0000')).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('arbitrary bytes end in outcomes in every dialect and encoding', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('native', 'sentry-envelope', 'sentry-store'),
        fc.constantFrom('identity', 'gzip', 'deflate', 'br', 'zstd'),
        (body, dialect, content_encoding) => {
          const { events, outcomes } = run({ body, dialect, content_encoding });
          expect(events.length + outcomes.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
