import type { FilterSettings } from '@railguard/protocol/project-settings';
import { expect, test } from 'vitest';
import { runWith } from '../testing/process.ts';

const agent = (userAgent: string) => ({ request: { headers: { 'User-Agent': userAgent } } });
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const OLD_CHROME = CHROME.replace('142', '62');
const IE = 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko';
const CUBOT = 'Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36';
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const extension = { abs_path: 'chrome-extension://abcdef/content.js', filename: '/content.js' };
const page = { abs_path: 'https://shop.example/app.js', filename: '/app.js' };

const MESSAGES = { messages: ['ResizeObserver loop*', 'TypeError: *undefined*'] };

test.each<[settings: Partial<FilterSettings>, event: object, reason: string | undefined]>([
  [MESSAGES, { message: 'ResizeObserver loop limit exceeded' }, 'message_filter'],
  [MESSAGES, { exceptions: [{ type: 'E' }, { type: 'TypeError', value: 'x is undefined' }] }, 'message_filter'],
  [MESSAGES, { message: 'the ResizeObserver loop' }, undefined],
  [{ messages: ['*password=x*'] }, { message: 'failed: password=x' }, 'message_filter'],
  [{ releases: ['shop@1.*'] }, { release: 'shop@1.4.2' }, 'release_filter'],
  [{ releases: ['shop@1.*'] }, { release: 'shop@2.0' }, undefined],
  [{ releases: ['*'] }, {}, undefined],
  [{ localhost: true }, { request: { url: 'http://localhost:3000/cart' } }, 'localhost_filter'],
  [{ localhost: true }, { request: { url: 'http://127.0.0.1/' } }, 'localhost_filter'],
  [{ localhost: true }, { request: { url: 'http://[::1]:8080/' } }, 'localhost_filter'],
  [{ localhost: true }, { request: { url: 'file:///home/ada/index.html' } }, 'localhost_filter'],
  [{ localhost: true }, { request: { url: 'https://localhost.example/' } }, undefined],
  [{ localhost: true }, { request: { url: '/cart' } }, undefined],
  [{ legacy_browsers: true }, agent(IE), 'legacy_browser_filter'],
  [{ legacy_browsers: true }, agent(OLD_CHROME), 'legacy_browser_filter'],
  [{ legacy_browsers: true }, agent(CHROME), undefined],
  [{ legacy_browsers: true }, {}, undefined],
  [{ web_crawlers: true }, agent(GOOGLEBOT), 'web_crawler_filter'],
  [{ web_crawlers: true }, agent(CUBOT), undefined],
  [{ web_crawlers: true }, agent(CHROME), undefined],
  [{ browser_extensions: true }, { exceptions: [{ frames: [extension, page] }] }, 'browser_extension_filter'],
  [{ browser_extensions: true }, { exceptions: [{ frames: [page, extension] }] }, undefined],
  [
    { browser_extensions: true },
    { exceptions: [{ value: 'Extension context invalidated.' }] },
    'browser_extension_filter',
  ],
  [{ releases: ['*'], messages: ['*'] }, { release: '1', message: 'x' }, 'release_filter'],
])('a project that refuses %j, on %j: %s', (filters, event, reason) => {
  const { events, outcomes } = runWith({ filters }, event);
  if (reason === undefined) {
    expect([events.length, outcomes]).toEqual([1, []]);
  } else {
    expect(events).toEqual([]);
    expect(outcomes).toEqual([{ category: 'error', outcome: 'filtered', reason, quantity: 1 }]);
  }
});

test('a project that has set nothing refuses none of them', () => {
  for (const event of [{ message: '*' }, agent(IE), agent(GOOGLEBOT), { request: { url: 'http://localhost/' } }]) {
    expect(runWith({}, event).events).toHaveLength(1);
  }
});
