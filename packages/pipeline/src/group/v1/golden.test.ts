import type { Event } from '@railguard/protocol/event';
import { expect, it } from 'vitest';
import { groupV1 } from './group.ts';

const BASE: Event = {
  event_id: '0'.repeat(32),
  type: 'error',
  timestamp: '2026-11-23T10:00:00.000Z',
  level: 'error',
  platform: 'python',
};
const frames = [
  { function: 'create', filename: '/srv/shop/orders.py', in_app: true },
  { function: 'main', filename: '/srv/shop/__main__.py', in_app: true },
];

/**
 * Version 1 is released: these hashes are what installations have stored. A change that fails here would split their
 * issues; make it in a new version.
 */
it.each<[string, Partial<Event>, string]>([
  ['a stack', { exceptions: [{ type: 'ValueError', value: 'x', frames }] }, 'GOLDEN0'],
  ['a value', { exceptions: [{ type: 'OrderError', value: "Order 17 of 'ada' failed at 10:00:00" }] }, 'GOLDEN1'],
  ['a message', { message: 'Order 17 failed for ada@example.com at https://shop.example.com/x' }, 'GOLDEN2'],
  ['a template', { message: 'Hello Ada', message_template: 'Hello %s' }, 'GOLDEN3'],
  ['a fingerprint', { fingerprint: ['db', '{{ default }}', '{{ level }}'], message: 'down' }, 'GOLDEN4'],
  ['a missing part', { platform: 'javascript', exceptions: [{ type: 'ChunkLoadError', value: 'x' }] }, 'GOLDEN5'],
  [
    'a browser',
    {
      platform: 'javascript',
      exceptions: [
        {
          type: 'TypeError',
          frames: [{ function: 'Cart.add', filename: '/assets/app.4f3a9c1b.js', in_app: true }],
        },
      ],
    },
    'GOLDEN6',
  ],
  [
    'a chain',
    {
      platform: 'ruby',
      exceptions: [
        { type: 'A', frames: [{ function: 'block in X#a', filename: 'x.rb' }] },
        { type: 'B', value: 'gone' },
      ],
    },
    'GOLDEN7',
  ],
  ['nothing', {}, 'GOLDEN8'],
])('%s keeps its hash', (_, event, hash) => {
  expect(groupV1({ ...BASE, ...event }).hash).toBe(hash);
});
