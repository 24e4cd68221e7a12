import { describe, expect, it } from 'vitest';
import { processSentry } from '../../testing/process.ts';

const read = (event: object) => processSentry(event).event;

describe('exceptions of Sentry', () => {
  const oldestFirst = [
    { type: 'Cause', value: 'c' },
    {
      type: 'Thrown',
      value: 't',
      stacktrace: { frames: [{ function: 'main' }, null, { function: 'crash' }], registers: { rip: '0x1' } },
    },
  ];
  const canonical = [
    { type: 'Thrown', value: 't', frames: [{ function: 'crash' }, { function: 'main' }], registers: { rip: '0x1' } },
    { type: 'Cause', value: 'c' },
  ];

  it.each<[string, object]>([
    ['values', { exception: { values: oldestFirst } }],
    ['values with nulls', { exception: { values: [null, ...oldestFirst, null] } }],
    ['a bare list', { exception: oldestFirst }],
    ['the legacy name', { 'sentry.interfaces.Exception': { values: oldestFirst } }],
  ])('come in the other order: %s', (_, event) => {
    expect(read(event)).toMatchObject({ exceptions: canonical });
    expect(read(event)).not.toHaveProperty('unknown');
  });

  it('may be one alone', () => {
    expect(read({ exception: oldestFirst[1] }).exceptions).toEqual([canonical[0]]);
  });

  it.each([{ values: null }, { values: [] }, {}, [], null])('may be none: %j', (exception) => {
    expect(read({ exception, message: 'm' })).toMatchObject({ message: 'm' });
    expect(read({ exception })).not.toHaveProperty('processing_errors');
  });

  it.each([null, { frames: null }, {}])('may lack their stack: %j', (stacktrace) => {
    expect(read({ exception: [{ type: 'E', stacktrace }] }).exceptions).toEqual([{ type: 'E' }]);
  });

  it('keep the stack from before symbolication', () => {
    const raw_stacktrace = { frames: [{ function: 'a' }, { function: 'b' }] };
    expect(read({ exception: [{ type: 'E', raw_stacktrace }] }).exceptions).toEqual([
      { type: 'E', raw_frames: [{ function: 'b' }, { function: 'a' }] },
    ]);
  });

  it.each<[object, object]>([
    [{ value: 'TypeError: x is not a function' }, { type: 'TypeError', value: 'x is not a function' }],
    [{ value: 'Active::Record::Error: gone' }, { type: 'Active::Record::Error', value: 'gone' }],
    [
      { type: 'E', value: 'Other: x' },
      { type: 'E', value: 'Other: x' },
    ],
    [{ value: 'it failed: x' }, { value: 'it failed: x' }],
    [
      { value: 'Order: failed', mechanism: { synthetic: true } },
      { value: 'Order: failed', mechanism: { synthetic: true } },
    ],
  ])('have their type split off where it is only printed: %j', (sent, kept) => {
    expect(read({ exception: [sent] }).exceptions).toEqual([kept]);
  });
});

describe('a stack at the top', () => {
  const stacktrace = { frames: [{ function: 'main' }, { function: 'crash' }] };
  const frames = [{ function: 'crash' }, { function: 'main' }];

  it('goes to the only exception without one', () => {
    expect(read({ stacktrace, exception: [{ type: 'E' }] }).exceptions).toEqual([{ type: 'E', frames }]);
    expect(read({ 'sentry.interfaces.Stacktrace': stacktrace, exception: [{ type: 'E' }] }).exceptions).toEqual([
      { type: 'E', frames },
    ]);
  });

  it('goes to a thread of its own otherwise', () => {
    expect(read({ stacktrace }).threads).toEqual([{ current: true, frames }]);
  });

  it('does not replace one that is there', () => {
    const exception = [{ type: 'E', stacktrace: { frames: [{ function: 'own' }] } }];
    expect(read({ stacktrace, exception }).exceptions).toEqual([{ type: 'E', frames: [{ function: 'own' }] }]);
  });
});

describe('the message of Sentry', () => {
  it.each<[object, object]>([
    [{ message: 'm' }, { message: 'm' }],
    [{ logentry: 'm' }, { message: 'm' }],
    [{ message: { message: 'm' } }, { message: 'm' }],
    [{ 'sentry.interfaces.Message': { message: 'm' } }, { message: 'm' }],
    [{ logentry: { message: 'm' }, message: 'other' }, { message: 'm' }],
    [{ logentry: { formatted: 'm' } }, { message: 'm' }],
    [
      { logentry: { message: 'Hi %s', formatted: 'Hi Ada', params: ['Ada'] } },
      { message: 'Hi Ada', message_template: 'Hi %s', message_params: ['Ada'] },
    ],
    [
      { logentry: { message: 'Hi %s, %d%%', params: ['Ada', 7] } },
      { message: 'Hi Ada, 7%', message_template: 'Hi %s, %d%%', message_params: ['Ada', 7] },
    ],
    [
      { logentry: { message: '%(who)s {who} {0}', params: { who: 'Ada' } } },
      { message: 'Ada Ada {0}', message_template: '%(who)s {who} {0}', message_params: { who: 'Ada' } },
    ],
    [
      { logentry: { message: '{} {1} {0}', params: ['a', 'b'] } },
      { message: 'a b a', message_template: '{} {1} {0}', message_params: ['a', 'b'] },
    ],
    [
      { logentry: { message: '%s of %s', params: ['one'] } },
      { message: 'one of %s', message_template: '%s of %s', message_params: ['one'] },
    ],
  ])('%j is kept as %j', (sent, kept) => {
    const { message, message_template, message_params } = read(sent);
    expect({ message, message_template, message_params }).toEqual({ ...kept });
  });

  it.each([{ message: '' }, { logentry: {} }, { logentry: { message: '' } }, { logentry: null }])(
    'is none where it is empty: %j',
    (sent) => {
      expect(read({ ...sent, exception: [{ type: 'E' }] })).not.toHaveProperty('message');
    },
  );

  it('cannot fill the memory with its parameters', () => {
    const logentry = { message: '%(a)s'.repeat(20_000), params: { a: 'x'.repeat(500_000) } };
    expect(read({ logentry }).message).toHaveLength(8192);
  });
});

describe('other fields of Sentry', () => {
  it('come as lists in several forms', () => {
    const crumbs = [{ message: 'a' }, { message: 'b' }];
    expect(read({ breadcrumbs: { values: crumbs } }).breadcrumbs).toEqual(crumbs);
    expect(read({ breadcrumbs: crumbs }).breadcrumbs).toEqual(crumbs);
    expect(read({ breadcrumbs: { values: null } }).breadcrumbs).toEqual([]);
    const threads = [{ id: 1, crashed: true, stacktrace: { frames: [{ function: 'a' }, { function: 'b' }] } }];
    expect(read({ threads: { values: threads } }).threads).toEqual([
      { id: '1', crashed: true, frames: [{ function: 'b' }, { function: 'a' }] },
    ]);
  });

  it('have legacy names, which never win over the modern ones', () => {
    const event = read({
      'sentry.interfaces.User': { id: 1 },
      'sentry.interfaces.Http': { url: '/old' },
      request: { url: '/new' },
    });
    expect(event).toMatchObject({ user: { id: '1' }, request: { url: '/new' } });
    expect(event).not.toHaveProperty('unknown');
  });

  it('group by a checksum, but only without a fingerprint', () => {
    expect(read({ checksum: 'abc' }).fingerprint).toEqual(['abc']);
    expect(read({ checksum: 'abc', fingerprint: [] }).fingerprint).toEqual(['abc']);
    expect(read({ checksum: 'abc', fingerprint: ['x'] }).fingerprint).toEqual(['x']);
  });

  it('drop what only Relay writes', () => {
    expect(read({ _meta: { message: {} } })).not.toHaveProperty('unknown');
  });
});

describe('what is wrong with a field is noted under the name its author knows', () => {
  const bad = { frames: [{ lineno: 'x' }, { function: 'b' }, { function: 'c' }] };
  it.each<[object, string]>([
    [
      { exception: { values: [{ type: 'A', stacktrace: bad }, { type: 'B' }] } },
      '/exception/values/0/stacktrace/frames/0/lineno',
    ],
    [{ exception: [{ type: 'A', stacktrace: bad }] }, '/exception/0/stacktrace/frames/0/lineno'],
    [{ exception: { type: 'A', stacktrace: bad } }, '/exception/stacktrace/frames/0/lineno'],
    [{ exception: [{ type: 'A', raw_stacktrace: bad }] }, '/exception/0/raw_stacktrace/frames/0/lineno'],
    [{ exception: [{ type: 'A', stacktrace: { frames: 7 } }] }, '/exception/0/stacktrace/frames'],
    [{ exception: [{ type: 7, value: 'x' }] }, '/exception/0/type'],
    [{ exception: 'boom' }, '/exception'],
    [{ threads: { values: [{ id: 1 }, { stacktrace: bad }] } }, '/threads/values/1/stacktrace/frames/0/lineno'],
    [{ breadcrumbs: { values: [{ message: 7 }] } }, '/breadcrumbs/values/0/message'],
    [{ breadcrumbs: 7 }, '/breadcrumbs'],
    [{ logentry: { formatted: 7 } }, '/logentry'],
    [{ message: 7 }, '/message'],
    [{ 'sentry.interfaces.User': 7 }, '/sentry.interfaces.User'],
    [{ tags: 7 }, '/tags'],
  ])('%j: %s', (event, path) => {
    expect(read(event).processing_errors).toMatchObject([{ path, reason: 'wrong_type' }]);
  });
});
