import { describe, expect, it } from 'vitest';
import { processSentry } from '../../testing/process.ts';

type Line = [func: string, file: string, lineno?: number, colno?: number];

/** A crash as @sentry/browser sends it: frames from the oldest call on, a full URL as the file name, all in-app. */
function crash(value: string, newestFirst: Line[], type = 'TypeError') {
  const frames = newestFirst.toReversed().map(([func, filename, lineno, colno]) => ({
    function: func,
    filename,
    ...(lineno === undefined ? {} : { lineno, colno }),
    in_app: true,
  }));
  return {
    platform: 'javascript',
    exception: { values: [{ type, value, stacktrace: { frames }, mechanism: { type: 'onerror', handled: false } }] },
  };
}

const groupOf = (event: object) => processSentry(event).grouping;
const hash = (event: object) => groupOf(event).hash;

const APP = 'https://shop.example.com/assets/app.4f3a9c1b.js';
const VENDOR = 'https://shop.example.com/assets/vendor.77aa0011.js';

const BROWSERS = {
  chrome: crash("Cannot read properties of undefined (reading 'total')", [
    ['Cart.sumOf', APP, 12, 33],
    ['Array.map', '<anonymous>'],
    ['new Checkout', APP, 20, 9],
    ['async openCheckout', APP, 30, 2],
    ['HTMLButtonElement.<anonymous>', APP, 40, 5],
    ['dispatchClick', VENDOR, 1, 4711],
  ]),
  firefox: crash('can\'t access property "total", item is undefined', [
    ['sumOf', APP, 12, 28],
    ['Checkout', APP, 20, 14],
    ['onClick/<', APP, 40, 11],
    ['dispatchClick', VENDOR, 1, 4700],
    ['EventListener.handleEvent*listen', VENDOR, 9, 1],
    ['start', VENDOR, 10, 1],
  ]),
  safari: crash("undefined is not an object (evaluating 'item.total')", [
    ['sumOf', APP, 12, 30],
    ['map', '[native code]'],
    ['Checkout', APP, 20, 17],
    ['?', APP, 40, 9],
    ['dispatchClick', VENDOR, 1, 4690],
  ]),
  edge: crash("Cannot read properties of undefined (reading 'total')", [
    ['Cart.sumOf', APP, 12, 33],
    ['Array.map', '<anonymous>'],
    ['new Checkout', APP, 20, 9],
    ['Anonymous function', APP, 40, 5],
    ['dispatchClick', VENDOR, 1, 4711],
  ]),
};

describe('one crash in four browsers', () => {
  it.each(Object.entries(BROWSERS))('is one issue: %s', (_, event) => {
    expect(hash(event)).toBe(hash(BROWSERS.chrome));
  });

  it('is told by named functions and files without hashes', () => {
    expect(groupOf(BROWSERS.safari).explanation).toEqual([
      { label: 'exception type', value: 'TypeError' },
      { label: 'frame', value: 'assets/app.js sumOf' },
      { label: 'frame', value: 'assets/app.js Checkout' },
      { label: 'frame', value: 'assets/vendor.js dispatchClick' },
    ]);
  });
});

describe('a deploy', () => {
  const at = (file: string) => hash(crash('x', [['loadCart', file, 1, 2]]));

  it.each([
    ['https://shop.example.com/assets/app.0011aabb.js', 'another hash'],
    ['https://cdn.example.net/v2/assets/app.9f8e7d6c5b4a39281706.js', 'another host and a longer hash'],
    ['https://shop.example.com/assets/app-Bx7kQ2_z.js', 'a hash as Vite makes it'],
    ['https://shop.example.com/assets/app-DkqZxWvN.js', 'such a hash without a digit'],
    ['https://shop.example.com/assets/app.4f3a9c1b.js?v=12#x', 'a query'],
    ['file:///Users/ada/assets/app.js', 'a file'],
    ['/assets/app.js', 'a path'],
  ])('does not split an issue: %s (%s)', (file) => {
    expect(at(file)).toBe(at(APP));
  });

  it.each([
    ['https://shop.example.com/assets/cart.4f3a9c1b.js', 'another file'],
    ['https://shop.example.com/admin/app.4f3a9c1b.js', 'the same name in another folder'],
    ['https://shop.example.com/assets/app-settings.js', 'a name that only looks like a hash'],
  ])('keeps apart what is apart: %s (%s)', (file) => {
    expect(at(file)).not.toBe(at(APP));
  });

  it.each([
    ['20261123100000', '20261124090000'],
    ['v1.2.3', 'v1.3.0-rc.1'],
    ['1.2.3', '1.2.4'],
    ['4f3a9c1b', '0badcafe'],
    ['assets-4f3a9c1b', 'assets-0badcafe'],
  ])('may put its files in a folder of its own: %s, %s', (before, after) => {
    expect(at(`https://a.example/${before}/app.js`)).toBe(at(`https://a.example/${after}/app.js`));
  });

  it('at the root of its host has no folder', () => {
    expect(groupOf(crash('x', [['loadCart', 'https://a.example/app.js', 1, 2]])).explanation.at(-1)).toEqual({
      label: 'frame',
      value: 'app.js loadCart',
    });
  });

  it('may number its chunks as it likes', () => {
    expect(at('https://a.example/12.4f3a9c1b.chunk.js')).toBe(at('https://a.example/873.0badcafe.chunk.js'));
  });
});

describe('a minified stack', () => {
  const minified = (value: string, first: string, hashed: string) =>
    crash(value, [
      [first, `https://a.example/main.${hashed}.js`, 1, 2],
      ['t', `https://a.example/main.${hashed}.js`, 1, 90],
      ['_0x3fa2', `https://a.example/main.${hashed}.js`, 1, 99],
    ]);

  it('is grouped by type, normalised value and file, as the names change with every build', () => {
    const before = minified('Order 17 has no total', 'n', '4f3a9c1b');
    expect(hash(before)).toBe(hash(minified('Order 18 has no total', 'ra', '0badcafe')));
    expect(groupOf(before).explanation).toEqual([
      { label: 'exception type', value: 'TypeError' },
      { label: 'exception value', value: 'Order <num> has no total' },
      { label: 'file', value: 'main.js' },
    ]);
  });

  it('keeps different errors apart', () => {
    expect(hash(minified('no total', 'n', 'aabbccdd'))).not.toBe(hash(minified('no cart', 'n', 'aabbccdd')));
  });
});

it('a message that holds a URL does not group by the bogus frame it makes', () => {
  const failed = (url: string) =>
    crash(
      `Request to ${url} failed`,
      [
        ['?', url],
        ['loadCart', APP, 1, 2],
      ],
      'HttpError',
    );
  expect(hash(failed('https://api.example.com/carts/1'))).toBe(hash(failed('https://api.example.com/carts/2')));
});
