import type { Event } from '@railguard/protocol/event';
import { expect, test } from 'vitest';
import { FILTERED } from './scrub/filtered.ts';
import { tagsOfEvent } from './tags-of-event.ts';

const anEvent = (rest: Partial<Event> = {}): Event => ({
  event_id: 'a'.repeat(32),
  type: 'error',
  timestamp: '2026-11-23T10:00:00.000Z',
  level: 'error',
  platform: 'ruby',
  ...rest,
});
const tagsOf = (rest: Partial<Event>, handled = true) => Object.fromEntries(tagsOfEvent(anEvent(rest), handled));

test('an event has the tags of its fields', () => {
  const tags = tagsOf(
    {
      environment: 'production',
      release: 'shop@1',
      dist: '7',
      server_name: 'web-1',
      transaction: 'OrdersController#create',
      logger: 'rails',
      sdk: { name: 'railguard.ruby' },
      user: { id: '7', email: 'ada@example.com', username: 'ada', ip_address: '203.0.113.7' },
      request: { url: 'https://shop.example/cart?token=1#top' },
      exceptions: [{ type: 'Outer' }, { type: 'Inner', mechanism: { type: 'rack' } }],
      contexts: {
        browser: { name: 'Firefox', version: '141.0' },
        client_os: { name: 'Linux' },
        runtime: { name: 'ruby', version: 3 },
        device: { model: 'iPhone14,2', family: 'iPhone' },
      },
    },
    false,
  );
  expect(tags).toEqual({
    level: 'error',
    environment: 'production',
    release: 'shop@1',
    dist: '7',
    platform: 'ruby',
    handled: 'no',
    mechanism: 'rack',
    transaction: 'OrdersController#create',
    logger: 'rails',
    server_name: 'web-1',
    url: 'https://shop.example/cart',
    'user.id': '7',
    'user.email': 'ada@example.com',
    'user.username': 'ada',
    'user.ip_address': '203.0.113.7',
    'sdk.name': 'railguard.ruby',
    browser: 'Firefox 141.0',
    'browser.name': 'Firefox',
    os: 'Linux',
    'os.name': 'Linux',
    runtime: 'ruby',
    'runtime.name': 'ruby',
    device: 'iPhone14,2',
    'device.family': 'iPhone',
  });
});

test('its own tags come after them, and do not take their place', () => {
  const tags = tagsOf({ environment: 'production', tags: { plan: 'pro', environment: 'dev' } });
  expect(tags).toMatchObject({ environment: 'production', plan: 'pro' });
});

test('what is empty or was hidden is no tag', () => {
  const tags = tagsOf({ user: { id: FILTERED, email: '' }, contexts: { os: { name: 7 } as never } });
  expect(Object.keys(tags)).toEqual(['level', 'platform', 'handled']);
});

test('there are at most fifty, and none is longer than 250 characters', () => {
  const own = Object.fromEntries(Array.from({ length: 100 }, (_, number) => [`tag-${number}`, 'x'.repeat(200)]));
  const tags = tagsOfEvent(anEvent({ tags: own, transaction: 'y'.repeat(300) }), true);
  expect(tags).toHaveLength(50);
  expect(Math.max(...tags.map(([, value]) => value.length))).toBe(250);
});
