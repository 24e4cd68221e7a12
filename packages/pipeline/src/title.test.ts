import { describe, expect, it } from 'vitest';
import { processNative } from './testing/process.ts';

const frames = [
  { function: 'helper', filename: 'lib.py', in_app: false },
  { function: 'create', module: 'shop.orders', filename: 'orders.py', in_app: true },
];

describe('the title', () => {
  it.each<[string, object, string]>([
    ['is type and first line of the value', { exceptions: [{ type: 'E', value: 'a\nb' }] }, 'E: a'],
    ['is the type alone without a value', { exceptions: [{ type: 'E' }], message: 'm' }, 'E'],
    ['is the value alone without a type', { exceptions: [{ value: 'v' }] }, 'v'],
    ['is of the thrown exception, not of its cause', { exceptions: [{ type: 'A' }, { type: 'B' }] }, 'A'],
    ['is the first line of the message', { message: '\n first \nsecond' }, 'first'],
    [
      'is the message that only carries a stack',
      { message: 'm', exceptions: [{ value: 'm', mechanism: { synthetic: true }, frames }] },
      'm',
    ],
    [
      'is the function where native code crashed',
      { platform: 'native', exceptions: [{ type: 'SIGSEGV', mechanism: { synthetic: true }, frames }] },
      'helper',
    ],
    ['is the function where nothing else is known', { exceptions: [{ frames }] }, 'helper'],
    [
      'is of the one kind of child of a group',
      {
        exceptions: [
          { type: 'Group', mechanism: { exception_id: 0, is_exception_group: true } },
          { type: 'A', mechanism: { exception_id: 1, parent_id: 0 } },
        ],
      },
      'A',
    ],
    ['is never empty', {}, '<unlabeled event>'],
  ])('%s', (_, event, title) => {
    expect(processNative(event).title).toBe(title);
  });

  it('is cut', () => {
    expect(processNative({ message: 'x'.repeat(1000) }).title).toHaveLength(256);
  });
});

describe('the culprit', () => {
  it.each<[string, object, string]>([
    ['what the SDK says', { culprit: 'c', transaction: 't' }, 'c'],
    ['else the transaction', { transaction: 't', exceptions: [{ type: 'E', frames }] }, 't'],
    ['else the newest in-app frame', { exceptions: [{ type: 'E', frames }] }, 'shop.orders in create'],
    ['else the newest frame', { exceptions: [{ type: 'E', frames: [frames[0]] }] }, 'lib.py in helper'],
    ["else a thread's", { threads: [{ frames }] }, 'shop.orders in create'],
    ['else nothing', {}, ''],
  ])('is %s', (_, event, culprit) => {
    expect(processNative(event).culprit).toBe(culprit);
  });
});

describe('an event is unhandled', () => {
  it.each<[string, object, boolean]>([
    ['where its mechanism says so', { exceptions: [{ type: 'E', mechanism: { handled: false } }] }, false],
    [
      "where a cause's mechanism says so",
      { exceptions: [{ type: 'E' }, { type: 'C', mechanism: { handled: false } }] },
      false,
    ],
    ['where a thread crashed', { threads: [{ crashed: true, frames }] }, false],
    ['but not where a crashed thread brings no stack', { threads: [{ crashed: true }] }, true],
    ['where it is fatal and nobody says', { level: 'fatal', exceptions: [{ type: 'E' }] }, false],
    [
      'but not where it was caught, fatal or not',
      { level: 'fatal', exceptions: [{ type: 'E', mechanism: { handled: true } }] },
      true,
    ],
    ['but not where it is a fatal message', { level: 'fatal', message: 'm' }, true],
    ['but not otherwise', { exceptions: [{ type: 'E' }] }, true],
  ])('%s', (_, event, handled) => {
    expect(processNative(event).handled).toBe(handled);
  });
});
