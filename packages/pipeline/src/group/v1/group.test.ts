import type { Event, Exception, Frame } from '@railguard/protocol/event';
import { cpuMsOf } from '@railguard/testing/cpu-time';
import { describe, expect, it } from 'vitest';
import { groupV1 } from './group.ts';

const BASE: Event = {
  event_id: '0'.repeat(32),
  type: 'error',
  timestamp: '2026-11-23T10:00:00.000Z',
  level: 'error',
  platform: 'python',
};

function hash(event: Partial<Event>): string {
  return groupV1({ ...BASE, ...event }).hash;
}

function explained(event: Partial<Event>): string[] {
  return groupV1({ ...BASE, ...event }).explanation.map(({ label, value }) => `${label}: ${value}`);
}

const frame = (name: string, fields: Partial<Frame> = {}): Frame => ({
  function: name,
  filename: 'shop/orders.py',
  in_app: true,
  lineno: 1,
  ...fields,
});

function thrown(frames: Frame[], fields: Partial<Exception> = {}): Partial<Event> {
  return { exceptions: [{ type: 'ValueError', value: 'x', frames, ...fields }] };
}

describe('the stack decides where there is one', () => {
  it('so lines, columns, variables and values do not', () => {
    const before = thrown([frame('create', { lineno: 10, colno: 3, vars: { a: '1' }, context_line: 'a' })]);
    const after = thrown([frame('create', { lineno: 99, colno: 8, vars: {}, context_line: 'b' })], { value: 'other' });
    expect(hash(after)).toBe(hash(before));
  });

  it('so another function, file or type makes another issue', () => {
    const hashes = [
      thrown([frame('create')]),
      thrown([frame('update')]),
      thrown([frame('create', { filename: 'shop/carts.py' })]),
      thrown([frame('create')], { type: 'KeyError' }),
      thrown([frame('create'), frame('main')]),
    ].map(hash);
    expect(new Set(hashes).size).toBe(5);
  });

  it("by the application's own frames, so a library in between does not count", () => {
    const library = frame('dispatch', { filename: 'site-packages/web.py', in_app: false });
    expect(hash(thrown([frame('create'), library, frame('main')]))).toBe(
      hash(thrown([frame('create'), frame('main')])),
    );
  });

  it("by all frames where none is known to be the application's own", () => {
    const script = thrown([frame('create', { in_app: undefined }), frame('main', { in_app: undefined })]);
    expect(explained(script)).toEqual([
      'exception type: ValueError',
      'frame: shop/orders.py create',
      'frame: shop/orders.py main',
    ]);
    const libraries = thrown([frame('a', { in_app: false })]);
    expect(explained(libraries)).toContain('frame: shop/orders.py a');
  });

  it('however deep a recursion went', () => {
    const walk = (depth: number) => thrown([...Array.from({ length: depth }, () => frame('walk')), frame('main')]);
    expect(hash(walk(3))).toBe(hash(walk(200)));
    const pingPong = (depth: number) =>
      thrown([...Array.from({ length: depth }, () => [frame('ping'), frame('pong')]).flat(), frame('main')]);
    expect(hash(pingPong(2))).toBe(hash(pingPong(100)));
  });

  it('on any host, in any folder of a release', () => {
    const at = (path: string) => thrown([frame('create', { filename: path, abs_path: path })]);
    expect(hash(at('/srv/shop/releases/20261123100000/app/orders.py'))).toBe(hash(at('/home/deploy/app/orders.py')));
    expect(hash(at('C:\\shop\\app\\orders.py'))).toBe(hash(at('/home/deploy/app/orders.py')));
  });

  it.each([
    ['python', 'orders/views.py', 'users/views.py'],
    ['python', 'orders/__init__.py', 'carts/__init__.py'],
    ['ruby', 'app/controllers/admin/users_controller.rb', 'app/controllers/api/users_controller.rb'],
    ['ruby', 'app/controllers/api/v1/users_controller.rb', 'app/controllers/api/v2/users_controller.rb'],
    ['ruby', 'app/views/orders/show.html.erb', 'app/views/users/show.html.erb'],
    ['ruby', 'app/models/user.rb', 'lib/user.rb'],
    ['go', 'orders/handler.go', 'users/handler.go'],
  ])('so files of one name in two folders are two: %s %s, %s', (platform, one, other) => {
    const at = (filename: string) => ({ platform, ...thrown([frame('post', { filename })]) });
    expect(hash(at(one))).not.toBe(hash(at(other)));
  });

  it.each([
    ['an absolute path and a relative one', '/srv/shop/orders/views.py', 'orders/views.py'],
    ['a path from the current folder', './orders/views.py', 'orders/views.py'],
    ['back-slashes', 'C:\\shop\\orders\\views.py', 'orders/views.py'],
    ['a file at the root of a drive', 'C:\\views.py', './views.py'],
    ['folders of releases', '/srv/releases/20261123100000/views.py', '/srv/releases/20261124090000/views.py'],
    ['dated folders', '/srv/releases/2026-11-23/views.py', '/srv/releases/2026-11-24/views.py'],
    ['versions', '/opt/shop/v1.2.3/views.py', '/opt/shop/v1.3.0/views.py'],
    ['versions of a module', '/go/pkg/mod/shop@v1.2.3/views.go', '/go/pkg/mod/shop@v1.3.0/views.go'],
  ])('so one file is one: %s', (_, one, other) => {
    const at = (filename: string) => thrown([frame('post', { filename })]);
    expect(hash(at(one))).toBe(hash(at(other)));
  });

  it('of the cause as well', () => {
    const cause = { type: 'KeyError', frames: [frame('look_up')] };
    const other = { type: 'OSError', frames: [frame('look_up')] };
    const wrapped = (inner: Exception) => ({ exceptions: [{ type: 'ValueError', frames: [frame('create')] }, inner] });
    expect(hash(wrapped(cause))).not.toBe(hash(wrapped(other)));
  });
});

describe('without a stack type and value decide', () => {
  const failed = (value: string, type = 'OrderError') => ({ exceptions: [{ type, value }] });

  it('so variable parts of the value do not', () => {
    expect(hash(failed('Order 17 of ada@example.com failed'))).toBe(hash(failed('Order 9 of bob@example.org failed')));
    expect(explained(failed('Order 17 failed'))).toEqual([
      'exception type: OrderError',
      'exception value: Order <num> failed',
    ]);
  });

  it('so another text or type makes another issue', () => {
    expect(hash(failed('Order lost'))).not.toBe(hash(failed('Order failed')));
    expect(hash(failed('Order lost', 'A'))).not.toBe(hash(failed('Order lost', 'B')));
  });
});

describe('a message', () => {
  it('is grouped by its template where the client sends one', () => {
    const said = (name: string) => ({ message: `Hello ${name}`, message_template: 'Hello %s' });
    expect(hash(said('Ada'))).toBe(hash(said('Bob')));
    expect(explained(said('Ada'))).toEqual(['message template: Hello %s']);
  });

  it('is grouped by its normalised text otherwise', () => {
    expect(hash({ message: 'Order 1 failed' })).toBe(hash({ message: 'Order 2 failed' }));
    expect(hash({ message: 'Order lost' })).not.toBe(hash({ message: 'Order failed' }));
  });

  it('is grouped by its text, not by where it was captured', () => {
    const captured = (message: string) => ({
      message,
      exceptions: [{ value: message, mechanism: { synthetic: true, handled: true }, frames: [frame('log')] }],
    });
    expect(hash(captured('disk full'))).not.toBe(hash(captured('cache cold')));
    expect(hash(captured('disk full'))).toBe(hash({ message: 'disk full' }));
  });
});

describe('an event that says nothing', () => {
  it('is grouped by platform and transaction', () => {
    expect(explained({ transaction: 'GET /' })).toEqual(['platform: python', 'transaction: GET /']);
  });
});

describe('threads', () => {
  const stack = { frames: [frame('main')] };
  it.each([
    ['the crashed one', [{ id: '1' }, { id: '2', crashed: true, ...stack }, { id: '3', current: true }]],
    ['else the current one', [{ id: '1' }, { id: '2', current: true, ...stack }]],
    ['else the only one', [{ id: '1', ...stack }]],
  ])('%s counts', (_, threads) => {
    expect(explained({ threads })).toEqual(['frame: shop/orders.py main']);
  });

  it('of which none stands out do not', () => {
    expect(explained({ threads: [stack, stack] })).toContain('platform: python');
  });
});

describe('a fingerprint', () => {
  const event = { ...thrown([frame('create')]), transaction: 'GET /', tags: { tenant: 'a' }, level: 'error' as const };

  it('replaces everything else', () => {
    const other = thrown([frame('elsewhere')], { type: 'KeyError' });
    expect(hash({ ...event, fingerprint: ['db', '1'] })).toBe(hash({ ...other, fingerprint: ['db', '1'] }));
    expect(hash({ ...event, fingerprint: ['db', '2'] })).not.toBe(hash({ ...event, fingerprint: ['db', '1'] }));
    expect(explained({ ...event, fingerprint: ['db'] })).toEqual(['fingerprint: db']);
  });

  it.each([[['{{ default }}']], [['{{default}}']], [[]], [['']]])('of %j changes nothing', (fingerprint) => {
    expect(hash({ ...event, fingerprint })).toBe(hash(event));
  });

  it('with the default among others splits what would be one issue', () => {
    const split = (tenant: string) => ({ ...event, fingerprint: ['{{ default }}', tenant] });
    expect(hash(split('a'))).not.toBe(hash(split('b')));
    expect(explained(split('a'))).toEqual([...explained(event), 'fingerprint: a']);
  });

  it.each([
    ['{{ transaction }}', 'GET /'],
    ['{{ type }}', 'ValueError'],
    ['{{ error.value }}', 'x'],
    ['{{ function }}', 'create'],
    ['{{ stack.filename }}', 'shop/orders.py'],
    ['{{ tags.tenant }}', 'a'],
    ['{{ level }}', 'error'],
    ['at {{ transaction }}!', 'at GET /!'],
    ['{{ tags.absent }}', '<no tags.absent>'],
    ['{{ nonsense }}', '<no nonsense>'],
  ])('%s stands for %s', (part, value) => {
    expect(explained({ ...event, fingerprint: [part] })).toEqual([`fingerprint: ${value}`]);
  });

  it('that asks for the default many times gets it once', () => {
    expect(explained({ ...event, fingerprint: Array(50).fill('{{ default }}').concat('a') })).toHaveLength(2 + 50);
  });

  it('is bounded, however much its variables hold', () => {
    const fingerprint = ['{{ message }}'.repeat(70)];
    expect(explained({ message: 'x'.repeat(8192), fingerprint })[0]!.length).toBeLessThan(2100);
  });

  it('that repeats the message is normalised as the message is', () => {
    const said = (n: number) => ({ message: `Order ${n}`, fingerprint: [`Order ${n}`] });
    expect(hash(said(1))).toBe(hash(said(2)));
  });
});

describe('problems that are one wherever they show', () => {
  const browser = (type: string, value: string, fields: Partial<Event> = {}) => ({
    platform: 'javascript',
    exceptions: [{ type, value, frames: [frame(value, { filename: `/assets/${value.length}.js` })] }],
    ...fields,
  });

  it.each([
    ['ChunkLoadError', 'Loading chunk 17 failed.'],
    ['Error', 'Loading CSS chunk 4 failed.'],
    ['TypeError', 'Failed to fetch dynamically imported module: https://a.example/x-1a2b3c4d.js'],
    ['TypeError', 'error loading dynamically imported module: https://a.example/y.js'],
    ['TypeError', 'Importing a module script failed.'],
  ])('a part that could not be loaded: %s %s', (type, value) => {
    expect(hash(browser(type, value))).toBe(hash(browser('ChunkLoadError', 'Loading chunk 1 failed.')));
  });

  it('a page that differs from what the server rendered, by transaction', () => {
    const one = browser('Error', 'Hydration failed because the initial UI does not match', { transaction: '/cart' });
    const two = browser('Error', 'Minified React error #418; visit https://react.dev', { transaction: '/cart' });
    expect(hash(one)).toBe(hash(two));
    expect(hash({ ...two, transaction: '/other' })).not.toBe(hash(two));
  });

  it('but not the same words of a server', () => {
    expect(hash({ ...browser('Error', 'Hydration failed'), platform: 'java' })).not.toBe(
      hash(browser('Error', 'Hydration failed')),
    );
  });
});

describe('exception groups', () => {
  const child = (id: number, type: string): Exception => ({
    type,
    frames: [frame('fetch')],
    mechanism: { exception_id: id, parent_id: 0 },
  });
  const group = (...children: Exception[]): Partial<Event> => ({
    exceptions: [
      { type: 'ExceptionGroup', mechanism: { exception_id: 0, is_exception_group: true }, frames: [frame('all')] },
      ...children,
    ],
  });

  it('of one kind of child are that child, however many there are', () => {
    expect(hash(group(child(1, 'A'), child(2, 'A')))).toBe(hash(group(child(1, 'A'))));
    expect(explained(group(child(1, 'A')))).toEqual(['exception type: A', 'frame: shop/orders.py fetch']);
  });

  it('of several kinds are one issue in any order', () => {
    expect(hash(group(child(1, 'A'), child(2, 'B')))).toBe(hash(group(child(1, 'B'), child(2, 'A'))));
    expect(hash(group(child(1, 'A'), child(2, 'B')))).not.toBe(hash(group(child(1, 'A'))));
  });

  it('whose parents go in a circle still end', () => {
    const circular = { type: 'A', mechanism: { exception_id: 0, parent_id: 0, is_exception_group: true } };
    expect(hash({ exceptions: [circular, { ...circular }] })).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('names that runtimes and builds spell differently', () => {
  it.each<[string, string, string, string]>([
    ['ruby', 'create', 'OrdersController#create', 'Ruby 3.4'],
    ['ruby', 'block in create', 'block (2 levels) in OrdersController#create', 'blocks'],
    ['ruby', '_app_views_orders_show_html_erb___123_456', '_app_views_orders_show_html_erb___987_654', 'templates'],
    ['php', 'Shop\\{closure}', 'Shop\\{closure:Shop\\Cart::add():12}', 'closures'],
    ['php', 'class@anonymous::run', 'class@anonymous/srv/x.php$0::run', 'anonymous classes'],
    ['java', 'lambda$create$0', 'lambda$create$7', 'lambdas'],
    ['go', 'main.run.func1', 'main.run.func2', 'closures'],
    ['go', 'main.Map[...]', 'main.Map[go.shape.int]', 'type arguments'],
    ['csharp', '<Create>d__12.MoveNext', '<Create>d__3.MoveNext', 'async methods'],
    ['native', 'shop::Cart::add(int)', 'void shop::Cart::add(long, int)', 'arguments'],
    ['node', 'Cart.add', 'async Cart.add [as handler]', 'receivers'],
  ])('%s: %s and %s (%s)', (platform, one, other) => {
    const at = (name: string) => ({ platform, ...thrown([frame(name, { filename: 'x.y' }), frame('main')]) });
    expect(hash(at(one))).toBe(hash(at(other)));
    expect(hash(at(one))).not.toBe(hash(at('somethingElse')));
  });

  it('java: classes that a framework made', () => {
    const at = (module: string) => ({ platform: 'java', ...thrown([frame('run', { module })]) });
    expect(hash(at('shop.Cart$$EnhancerBySpringCGLIB$$1a2b3c'))).toBe(
      hash(at('shop.Cart$$EnhancerBySpringCGLIB$$9f8e7d')),
    );
  });
});

it('paths of underscores take no longer than others', () => {
  const exceptions = Array.from({ length: 10 }, () => ({
    frames: Array.from({ length: 50 }, () => ({ function: 'f', abs_path: `${'_'.repeat(2047)}!` })),
  }));
  expect(cpuMsOf(() => hash({ platform: 'ruby', exceptions }))).toBeLessThan(200);
});

describe('a frame without a name', () => {
  it('is told by its source line where no build could have changed it', () => {
    const at = (line: string) => thrown([frame('<unknown>', { context_line: line })]);
    expect(explained(at('  x  =  y'))).toContain('frame: shop/orders.py x = y');
  });
});
