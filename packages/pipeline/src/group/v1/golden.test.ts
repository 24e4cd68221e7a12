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
  [
    'a stack',
    { exceptions: [{ type: 'ValueError', value: 'x', frames }] },
    'c663c786f078aa697e2194455d8306dd8cff0521fbdc4a75d1f8f7b65770ca22',
  ],
  [
    'a value',
    { exceptions: [{ type: 'OrderError', value: "Order 17 of 'ada' failed at 10:00:00" }] },
    'a336a83107340ce663b9ad67c82a8071df9b9f81a1da036d551d536f3314ffd3',
  ],
  [
    'a message',
    { message: 'Order 17 failed for ada@example.com at https://shop.example.com/x' },
    '53368da4f878040f18313c4ca3c6c1180f5f0d6d72b158592252d40c39395a43',
  ],
  [
    'a template',
    { message: 'Hello Ada', message_template: 'Hello %s' },
    'e428bd2edafd1dfe2fde15524911036f5d4245e0550c5a13394b6584d1b35593',
  ],
  [
    'a fingerprint',
    { fingerprint: ['db', '{{ default }}', '{{ level }}'], message: 'down' },
    'e6b1dc61b1ceb130713fd14c43cb721a8a1b76d0ae77ab31215a4958ab93cb3c',
  ],
  [
    'a missing part',
    { platform: 'javascript', exceptions: [{ type: 'ChunkLoadError', value: 'x' }] },
    '5438a334f6eb01e02a5c4a0febd14ff816811bea02f386ee1f2c5f35fbca0523',
  ],
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
    '17a319864ab231a780a84a43ff957198f61a0667f76c2246b5972ca912b8d471',
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
    '5f8c5143ea1304e86b5afc7f910609e53905d9bdb0eabdb1478c52c973ccc357',
  ],
  ['nothing', {}, 'f8613f1cab82195c2bfb97e925353847524b887a715bff2544f2d496d9947a17'],
])('%s keeps its hash', (_, event, hash) => {
  expect(groupV1({ ...BASE, ...event }).hash).toBe(hash);
});
