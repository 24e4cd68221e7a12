import { describe, expect, it } from 'vitest';
import { processSentry, run } from './testing/process.ts';
import { RECEIVED_AT } from './testing/raw-message.ts';

/** Events in the shapes that clients were seen to send, written for this test. */
const ID = '9c3f0a1b2c3d4e5f60718293a4b5c6d7';

describe('@sentry/node', () => {
  const event = {
    event_id: ID,
    timestamp: 1795428000.123,
    platform: 'node',
    level: 'error',
    environment: 'production',
    release: 'shop@1.4.2',
    server_name: 'web-1',
    exception: {
      values: [
        {
          type: 'TypeError',
          value: "Cannot read properties of undefined (reading 'total')",
          stacktrace: {
            frames: [
              {
                filename: 'node:internal/timers',
                module: 'timers',
                function: 'listOnTimeout',
                lineno: 581,
                colno: 17,
                in_app: false,
              },
              {
                filename: '/srv/app/node_modules/express/lib/router.js',
                module: 'express.lib:router',
                function: 'next',
                in_app: false,
              },
              {
                filename: '/srv/app/src/orders.js',
                module: 'orders',
                function: 'create',
                lineno: 12,
                colno: 22,
                in_app: true,
                pre_context: ['async function create(req) {'],
                context_line: '  return req.cart.items.total;',
                post_context: ['}'],
              },
            ],
          },
          mechanism: { type: 'auto.http.express', handled: false },
        },
      ],
    },
    contexts: { trace: { trace_id: ID, span_id: ID.slice(0, 16) }, runtime: { name: 'node', version: 'v26.0.0' } },
    request: {
      url: 'http://localhost/orders?x=1',
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      data: '{"password":"hunter2"}',
    },
    breadcrumbs: [{ timestamp: 1795427999, category: 'console', level: 'log', message: 'hello' }],
    modules: { express: '5.1.0' },
    sdk: {
      name: 'sentry.javascript.node',
      version: '11.0.0',
      integrations: ['Http'],
      packages: [{ name: 'npm:@sentry/node', version: '11.0.0' }],
      settings: { infer_ip: 'never' },
    },
  };

  it('is stored whole', () => {
    const processed = processSentry(event, { event_id: ID, sent_at: '2026-11-23T10:00:01.000Z' });
    expect(processed).toMatchObject({
      title: "TypeError: Cannot read properties of undefined (reading 'total')",
      culprit: 'orders in create',
      handled: false,
    });
    expect(processed.event).toMatchObject({
      timestamp: '2026-11-23T10:00:00.123Z',
      contexts: event.contexts,
      modules: event.modules,
      sdk: event.sdk,
      request: { url: 'http://localhost/orders', query_string: 'x=1', data: '{"password":"[Filtered]"}' },
      breadcrumbs: [{ timestamp: '2026-11-23T09:59:59.000Z', level: 'info', message: 'hello' }],
    });
    expect(processed.event.exceptions![0]!.frames!.map((frame) => frame.function)).toEqual([
      'create',
      'next',
      'listOnTimeout',
    ]);
    expect(processed.event).not.toHaveProperty('processing_errors');
    expect(processed.grouping.explanation.map(({ value }) => value)).toEqual(['TypeError', 'orders create']);
  });

  it('captures messages with an exception that has no type', () => {
    const frames = [{ function: 'log', filename: '/srv/app/src/log.js', in_app: true }];
    const captured = (message: string) => ({
      platform: 'node',
      message,
      level: 'info',
      exception: {
        values: [
          { value: message, stacktrace: { frames }, mechanism: { type: 'generic', handled: true, synthetic: true } },
        ],
      },
    });
    const [one, two, other] = ['Order 1 late', 'Order 2 late', 'Cache cold'].map((text) =>
      processSentry(captured(text)),
    );
    expect(one).toMatchObject({ title: 'Order 1 late', handled: true, event: { level: 'info' } });
    expect(two!.grouping.hash).toBe(one!.grouping.hash);
    expect(other!.grouping.hash).not.toBe(one!.grouping.hash);
  });
});

it('sentry-go 0.11: bare lists, nanoseconds, frames without file names, an empty module', () => {
  const { event, title } = processSentry({
    event_id: ID,
    platform: 'go',
    timestamp: '2026-11-23T10:00:00.123456789Z',
    exception: [
      {
        type: '*errors.errorString',
        value: 'boom',
        stacktrace: {
          frames: [{ function: 'main', module: 'main', abs_path: '/app/main.go', lineno: 9, in_app: true }],
        },
      },
    ],
    breadcrumbs: [{ message: 'x', timestamp: '2026-11-23T09:59:59.5+00:00' }],
    modules: { '': '' },
    user: {},
    contexts: { device: { arch: 'amd64', num_cpu: 2 } },
  });
  expect(title).toBe('*errors.errorString: boom');
  expect(event).toMatchObject({
    timestamp: '2026-11-23T10:00:00.123Z',
    exceptions: [{ frames: [{ function: 'main', abs_path: '/app/main.go' }] }],
    breadcrumbs: [{ timestamp: '2026-11-23T09:59:59.500Z' }],
  });
  expect(event).not.toHaveProperty('processing_errors');
});

it('sentry-python 1.9: naive times, variables, no frame in-app, empty lists of everything', () => {
  const { event, grouping } = processSentry({
    event_id: ID,
    platform: 'python',
    level: 'error',
    timestamp: '2026-11-23T10:00:00.123456Z',
    exception: {
      values: [
        {
          module: null,
          type: 'ZeroDivisionError',
          value: 'division by zero',
          mechanism: null,
          stacktrace: {
            frames: [
              {
                filename: 'run.py',
                abs_path: '/tmp/run.py',
                function: '<module>',
                module: '__main__',
                lineno: 7,
                context_line: '1 / 0',
                vars: { token: "'abc'", n: '0' },
              },
            ],
          },
        },
      ],
    },
    breadcrumbs: { values: [] },
    extra: { 'sys.argv': ['run.py'] },
    threads: { values: [{ id: '1', stacktrace: null, crashed: false }] },
    transaction: null,
  });
  expect(event.exceptions![0]).toMatchObject({ frames: [{ vars: { token: '[Filtered]', n: '0' } }] });
  expect(event).toMatchObject({ extra: { 'sys.argv': ['run.py'] }, breadcrumbs: [] });
  expect(grouping.explanation.map(({ value }) => value)).toEqual(['ZeroDivisionError', '__main__ <module>']);
  expect(event).not.toHaveProperty('processing_errors');
});

it('sentry-ruby: an empty message and fingerprint beside the exception, a current thread without frames', () => {
  const { event, title, grouping } = processSentry({
    event_id: ID,
    platform: 'ruby',
    message: '',
    type: 'event',
    fingerprint: [],
    timestamp: '2026-11-23T10:00:00Z',
    exception: {
      values: [
        {
          type: 'NoMethodError',
          value: "undefined method 'x' for nil (NoMethodError)",
          module: '',
          thread_id: 8,
          stacktrace: {
            frames: [
              {
                abs_path: '/srv/app/orders.rb',
                filename: 'app/orders.rb',
                function: 'Orders#create',
                lineno: 3,
                in_app: true,
              },
            ],
          },
        },
      ],
    },
    threads: { values: [{ id: 8, name: '', crashed: true, current: true, stacktrace: { frames: null } }] },
    user: {},
    tags: {},
  });
  expect(title).toBe("NoMethodError: undefined method 'x' for nil (NoMethodError)");
  expect(event).toMatchObject({
    type: 'error',
    threads: [{ id: '8', crashed: true }],
    exceptions: [{ thread_id: '8' }],
  });
  expect(event).not.toHaveProperty('message');
  expect(grouping.explanation.map(({ value }) => value)).toEqual(['NoMethodError', 'app/orders.rb create']);
});

it('sentry-raven: the legacy interfaces', () => {
  const body = Buffer.from(
    JSON.stringify({
      event_id: ID,
      timestamp: '2026-11-23T10:00:00',
      level: 40,
      platform: 'python',
      culprit: 'shop.orders in create',
      message: 'ValueError: x',
      'sentry.interfaces.Exception': { values: [{ type: 'ValueError', value: 'x' }] },
      'sentry.interfaces.Http': {
        url: 'http://a.example/x',
        method: 'GET',
        headers: [['Host', 'a.example']],
        cookies: 'a=b',
      },
      'sentry.interfaces.User': { id: 7, is_authenticated: true },
      'sentry.interfaces.Breadcrumbs': { values: [{ message: 'x', timestamp: 1795427999 }] },
    }),
  );
  const [processed] = run({ dialect: 'sentry-store', body }).events;
  expect(processed).toMatchObject({ title: 'ValueError: x', culprit: 'shop.orders in create', user_identity: 'id:7' });
  expect(processed!.event).toMatchObject({
    level: 'error',
    timestamp: '2026-11-23T10:00:00.000Z',
    request: { headers: { Host: 'a.example' }, cookies: { a: 'b' } },
    user: { data: { is_authenticated: true } },
    breadcrumbs: [{ message: 'x' }],
  });
});

it('sentry-php: the id only in the envelope, headers as lists, no level', () => {
  const { event } = processSentry(
    {
      timestamp: 1795428000.5,
      platform: 'php',
      exception: {
        values: [
          {
            type: 'Shop\\OrderException',
            value: 'x',
            mechanism: { type: 'generic', handled: true, data: { code: 0 } },
          },
        ],
      },
      request: { url: 'http://a.example/', headers: { Host: ['a.example'], Accept: ['a', 'b'] } },
    },
    { event_id: ID },
    { event_ids: [ID] },
  );
  expect(event).toMatchObject({
    event_id: ID,
    level: 'error',
    request: { headers: { Host: 'a.example', Accept: 'a, b' } },
  });
});

it('@sentry/browser: URLs for files, minified names, debug ids', () => {
  const file = 'https://shop.example.com/assets/app.4f3a9c1b.js';
  const debug_meta = {
    images: [{ type: 'sourcemap', code_file: file, debug_id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' }],
  };
  const { event, culprit } = processSentry({
    platform: 'javascript',
    timestamp: 1795428000,
    exception: {
      values: [
        {
          type: 'Error',
          value: 'x',
          stacktrace: {
            frames: [
              { filename: '<anonymous>', function: '?', in_app: true },
              { filename: file, function: 'load', lineno: 1, colno: 9, in_app: true },
            ],
          },
          mechanism: { type: 'onerror', handled: false },
        },
      ],
    },
    request: { url: 'https://shop.example.com/cart', headers: { 'User-Agent': 'Mozilla/5.0' } },
    debug_meta,
  });
  expect(culprit).toBe('/assets/app.4f3a9c1b.js in load');
  expect(event).toMatchObject({ debug_meta, timestamp: '2026-11-23T10:00:00.000Z' });
  expect(event.exceptions![0]!.frames![0]).toMatchObject({ filename: '/assets/app.4f3a9c1b.js', abs_path: file });
});

it('nothing but nonsense still is an event, received when it was received', () => {
  const { event } = processSentry({
    exception: { values: [null, 7, {}] },
    timestamp: {},
    contexts: { os: 7 },
    level: [],
    sdk: 7,
  });
  expect(event).toMatchObject({ timestamp: RECEIVED_AT, level: 'error' });
  expect(event.processing_errors!.length).toBeGreaterThan(4);
});
