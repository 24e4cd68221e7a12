import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './api.ts';

const WEB_ROOT = join(import.meta.dirname, '../../../apps/web/public');
const PAGES = readdirSync(WEB_ROOT).filter((name) => name.endsWith('.html'));

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ webRoot: WEB_ROOT });
});
afterAll(() => api.stop());

test.each(['/', '/setup', '/setup?token=x'])('%s is a page', async (path) => {
  const response = await fetch(api.url + path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
});

test('files are asked for again, and not sent again while they are the same', async () => {
  const first = await fetch(`${api.url}/style.css`);
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const etag = first.headers.get('etag')!;
  expect(
    (await fetch(`${api.url}/style.css`, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } })).status,
  ).toBe(304);
});

test.each(['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/.env', '/style.css/x', '/%00'])(
  '%s leads nowhere',
  async (path) => {
    const response = await fetch(api.url + path);
    expect([response.status, (await response.json()) as object]).toEqual([
      404,
      expect.objectContaining({ code: 'not_found' }),
    ]);
  },
);

test.each(PAGES)(
  '%s holds nothing that the security policy would refuse, and every file it asks for is there',
  async (page) => {
    const html = readFileSync(join(WEB_ROOT, page), 'utf8');
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:/i);
    for (const [, address] of html.matchAll(/(?:src|href)="(\/[^"]*)"/g)) {
      expect([address, (await fetch(api.url + address)).status]).toEqual([address, 200]);
    }
  },
);
