import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './api.ts';

const WEB_ROOT = join(import.meta.dirname, '../../../apps/web/dist');
/** One that is worth compressing. */
const ASSET = readdirSync(join(WEB_ROOT, 'assets')).find((name) => /^index-.*\.js$/.test(name))!;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ webRoot: WEB_ROOT });
});
afterAll(() => api.stop());

test.each(['/', '/setup?token=x', '/issues/0199d1c4-5c3e-7a2b-8f00-1234567890ab'])('%s is a page', async (path) => {
  const response = await fetch(api.url + path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html;charset=utf-8']);
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
});

test('pages are asked for again, and not sent again while they are the same', async () => {
  const first = await fetch(api.url);
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const headers = { 'if-none-match': first.headers.get('etag')!, 'cache-control': 'max-age=0' };
  expect((await fetch(api.url, { headers })).status).toBe(304);
});

test.each(['br', 'gzip'])(
  'what has a name of its own is kept for ever, and sent as it was compressed: %s',
  async (encoding) => {
    const { headers } = await fetch(`${api.url}/assets/${ASSET}`, { headers: { 'accept-encoding': encoding } });
    expect(headers.get('content-encoding')).toBe(encoding);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  },
);

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/.env',
  '/assets/nothing.js',
  '/assets/',
  '/api/v1/nothing',
])('%s leads nowhere', async (path) => {
  const response = await fetch(api.url + path);
  expect([response.status, (await response.json()) as object]).toEqual([
    404,
    expect.objectContaining({ code: 'not_found' }),
  ]);
});

test('the page holds nothing that the security policy would refuse, and every file it asks for is there', async () => {
  const html = readFileSync(join(WEB_ROOT, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:/i);
  for (const [, address] of html.matchAll(/(?:src|href)="(\/[^"]*)"/g)) {
    expect([address, (await fetch(api.url + address)).status]).toEqual([address, 200]);
  }
});
