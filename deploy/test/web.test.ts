import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { securityHeaders } from '@railguard/api/http/security-headers';
import { PROBLEMS, type ProblemCode } from '@railguard/contract/problem';
import { ROUTES } from '@railguard/contract/routes';
import { isIngestionPath } from '@railguard/ingestor/ingestion-path';
import { eventually } from '@railguard/testing/eventually';
import { freePort } from '@railguard/testing/free-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEY, startIngestor } from '../../services/ingestor/test/ingestor.ts';
import { NGINX, startWeb, upstreamsAt, type Web } from './nginx.ts';
import { type Seen, startEcho, startUpstream, type Upstream } from './upstream.ts';

const PROJECT = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';
const MiB = 1024 * 1024;
const PUBLIC = join(import.meta.dirname, '../../apps/web/dist');

const seenBy = async (response: Response) => (await response.json()) as Seen;
const sha256 = (body: Uint8Array) => createHash('sha256').update(body).digest('hex');

describe.skipIf(!NGINX)(`the published port (needs nginx)`, () => {
  let ingestor: Upstream;
  let api: Upstream;
  let web: Web;

  beforeAll(async () => {
    ingestor = await startEcho('ingestor');
    api = await startEcho('api');
    web = await startWeb({ upstreams: upstreamsAt({ ingestor: [ingestor.address], api: [api.address] }) });
  });
  afterAll(async () => {
    await web?.stop();
    await ingestor?.stop();
    await api?.stop();
  });

  const INGESTION = [
    `/api/v1/events/${PROJECT}`,
    `/api/v1/events/${PROJECT}/`,
    `/api/v1/events/${PROJECT}?key=c0ffee`,
    '/api/v1/events/not-a-uuid',
    '/api/4711/envelope',
    '/api/4711/envelope/?sentry_key=c0ffee&sentry_version=7',
    `/api/${PROJECT}/envelope/`,
    '/api/4711/store',
    '/api/4711/store/',
    '/api/store/',
    '/api/store',
  ];
  test.each(INGESTION)('%s is the ingestor’s, with every method and its address untouched', async (path) => {
    expect(isIngestionPath(path)).toBe(true);
    for (const method of ['POST', 'OPTIONS', 'GET']) {
      expect(await seenBy(await fetch(web.url + path, { method }))).toMatchObject({
        upstream: 'ingestor',
        method,
        url: path,
      });
    }
  });

  test.each(['/api/4711/minidump/', '/api/4711/security/', '/api/4711/unreal/c0ffee/'])(
    '%s, which the ingestor may take some day, goes there already',
    async (path) => {
      expect(await seenBy(await fetch(web.url + path, { method: 'POST' }))).toMatchObject({ upstream: 'ingestor' });
    },
  );

  test.each([...new Set(ROUTES.map(({ path }) => path.replaceAll(/:\w+/g, PROJECT)))])(
    '%s is the API’s',
    async (path) => {
      const url = `${path}?query=a%2Fb%20c`;
      expect(await seenBy(await fetch(web.url + url))).toMatchObject({ upstream: 'api', url });
    },
  );

  test('readiness is the API’s answer, liveness is its own, and metrics are kept inside', async () => {
    expect(await seenBy(await fetch(`${web.url}/readyz`))).toMatchObject({ upstream: 'api', url: '/readyz' });
    expect(await (await fetch(`${web.url}/healthz`)).json()).toEqual({ status: 'ok' });
    await expectProblem(await fetch(`${web.url}/metrics`), 'not_found');
  });

  test.each(['/metrics/', '//metrics', '/%6detrics', '/api/../metrics', '/x/%2e%2e/metrics'])(
    '%s does not lead to the metrics either',
    async (path) => {
      await expectProblem(await fetchRaw(web.port, path), 'not_found');
    },
  );

  test.each(['/api/v1/../../metrics', '/api/4711/..%2f..%2fmetrics', '/api/v1/%2e%2e/%2e%2e/metrics'])(
    '%s reaches no process as an address that it would answer',
    async (path) => {
      const response = await fetchRaw(web.port, path);
      const text = await response.text();
      // Where it is handed on at all, it is so as it was sent, and neither Fastify nor Express resolves dots.
      if (response.status === 200) expect(JSON.parse(text).url).toBe(path);
      else expect(response.status).toBe(404);
    },
  );

  describe('bodies', () => {
    const body = randomBytes(20 * MiB);

    test('of 20 MiB go through whole', async () => {
      const path = `/api/v1/events/${PROJECT}`;
      const seen = await seenBy(await fetch(web.url + path, { method: 'POST', body }));
      expect([seen.bytes, seen.digest]).toEqual([body.length, sha256(body)]);
    });

    test.each([
      ['gzip', gzipSync(body.subarray(0, MiB))],
      ['zstd', zstdCompressSync(body.subarray(0, MiB))],
    ])('in %s stay as they were sent', async (encoding, sent) => {
      const response = await fetch(`${web.url}/api/4711/envelope/`, {
        method: 'POST',
        body: sent,
        headers: { 'content-encoding': encoding, 'content-type': 'application/x-sentry-envelope' },
      });
      const seen = await seenBy(response);
      expect([seen.headers['content-encoding'], seen.digest]).toEqual([encoding, sha256(sent)]);
      expect(seen.headers['content-type']).toBe('application/x-sentry-envelope');
    });

    test('in chunks reach the ingestor while they are still being sent', async () => {
      const first = Promise.withResolvers<number>();
      const streaming = await startUpstream((request, response) => {
        request.once('data', (chunk: Buffer) => first.resolve(chunk.length));
        request.on('end', () => response.end(request.headers['transfer-encoding'] ?? 'not chunked'));
      });
      const other = await startWeb({ upstreams: upstreamsAt({ ingestor: [streaming.address], api: [api.address] }) });
      try {
        const request = httpRequest(`${other.url}/api/4711/envelope/`, { method: 'POST' });
        const answered = once(request, 'response');
        request.write('{}\n');
        expect(await first.promise).toBe(3);
        request.end('{"type":"event"}\n{}\n');
        const [response] = await answered;
        expect(String(Buffer.concat(await response.toArray()))).toBe('chunked');
      } finally {
        await other.stop();
        await streaming.stop();
      }
    });

    test('above what the ingestor takes are refused as it would', async () => {
      const response = await fetch(`${web.url}/api/4711/envelope/`, { method: 'POST', body: Buffer.alloc(33 * MiB) });
      await expectProblem(response, 'payload_too_large');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    });

    test('that the ingestor refuses unread, or half-way, are answered with its own words', async () => {
      const real = await startIngestor();
      await real.app.listen({ host: '127.0.0.1', port: 0 });
      const address = real.app.listeningOrigin.replace('http://', '');
      const other = await startWeb({ upstreams: upstreamsAt({ ingestor: [address], api: [api.address] }) });
      const native = `${other.url}/api/v1/events/${PROJECT}`;
      const code = async (key: string, bytes: Uint8Array | ReadableStream) => {
        const headers = { 'x-railguard-key': key };
        const response = await fetch(native, { method: 'POST', body: bytes, headers, duplex: 'half' } as RequestInit);
        return [response.status, ((await response.json()) as { code: string }).code];
      };
      const chunked = () => ReadableStream.from(Array.from({ length: 25 }, () => new Uint8Array(MiB)));
      try {
        for (let i = 0; i < 5; i++) {
          expect(await code('unknown', body)).toEqual([401, 'invalid_key']);
          expect(await code('unknown', chunked())).toEqual([401, 'invalid_key']);
          expect(await code(KEY, new Uint8Array(25 * MiB))).toEqual([413, 'payload_too_large']);
          expect(await code(KEY, chunked())).toEqual([413, 'payload_too_large']);
        }
      } finally {
        await other.stop();
        await real.close();
      }
    });
  });

  describe('who asks', () => {
    const claim = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-forwarded-host': 'evil.example' };

    test('is the peer, whatever the request claims', async () => {
      for (const path of ['/api/v1/me', '/api/4711/envelope/']) {
        const { headers } = await seenBy(await fetch(web.url + path, { method: 'POST', headers: claim }));
        expect([headers['x-forwarded-for'], headers['x-forwarded-host']]).toEqual(['127.0.0.1', undefined]);
        expect(headers.host).toBe(`127.0.0.1:${web.port}`);
      }
    });

    test('is whom a trusted proxy in front saw, and not what it was told', async () => {
      const behind = await startWeb({
        upstreams: upstreamsAt({ ingestor: [ingestor.address], api: [api.address] }),
        env: { RAILGUARD_TRUST_PROXY: 'true' },
      });
      try {
        const claimed = await seenBy(await fetch(`${behind.url}/api/v1/me`, { headers: claim }));
        expect(claimed.headers['x-forwarded-for']).toBe('198.51.100.7');
        const bare = await seenBy(await fetch(`${behind.url}/api/v1/me`));
        expect(bare.headers['x-forwarded-for']).toBe('127.0.0.1');
      } finally {
        await behind.stop();
      }
    });
  });

  test('connections to the processes are kept for the next request', async () => {
    const before = ingestor.connections();
    for (let i = 0; i < 20; i++) {
      const response = await fetch(`${web.url}/api/4711/envelope/`, { method: 'POST', body: '{}' });
      await response.arrayBuffer();
    }
    // One for each of the two nginx workers that may have answered.
    expect(ingestor.connections() - before).toBeLessThanOrEqual(2);
  });

  test('a stream of the API arrives as it is written', async () => {
    let finish = () => {};
    const stream = await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: first\n\n');
      finish = () => response.end('data: last\n\n');
    });
    const other = await startWeb({ upstreams: upstreamsAt({ ingestor: [ingestor.address], api: [stream.address] }) });
    try {
      const response = await fetch(`${other.url}/api/v1/stream`);
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader.read()).value).toBe('data: first\n\n');
      finish();
      expect((await reader.read()).value).toBe('data: last\n\n');
    } finally {
      await other.stop();
      await stream.stop();
    }
  });

  describe('with no process behind it', () => {
    let alone: Web;
    beforeAll(async () => {
      const nobody = `127.0.0.1:${await freePort()}`;
      alone = await startWeb({ upstreams: upstreamsAt({ ingestor: [nobody], api: [nobody] }) });
    });
    afterAll(() => alone?.stop());

    test.each([`/api/v1/events/${PROJECT}`, '/api/4711/envelope/'])(
      'senders to %s are told when to come back, and browsers may read it',
      async (path) => {
        const response = await fetch(alone.url + path, { method: 'POST', body: '{}' });
        await expectProblem(response, 'queue_unavailable');
        expect(response.headers.get('retry-after')).toBe('5');
        expect(response.headers.get('access-control-allow-origin')).toBe('*');
      },
    );

    test.each(['/api/v1/me', '/api/v1/stream', '/readyz'])('%s says that it is not available', async (path) => {
      const response = await fetch(alone.url + path);
      await expectProblem(response, 'unavailable');
      expect(response.headers.get('retry-after')).toBe('5');
    });

    test('pages are still there', async () => {
      expect((await fetch(`${alone.url}/setup`)).status).toBe(200);
    });
  });

  test('an ingestor’s own 503 keeps its words', async () => {
    const busy = await startUpstream((_request, response) =>
      response.writeHead(503, { 'retry-after': '7' }).end('full'),
    );
    const other = await startWeb({ upstreams: upstreamsAt({ ingestor: [busy.address], api: [api.address] }) });
    try {
      const response = await fetch(`${other.url}/api/4711/store/`, { method: 'POST', body: '{}' });
      expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([503, '7', 'full']);
    } finally {
      await other.stop();
      await busy.stop();
    }
  });

  test('of two ingestors both are used, and one that ends costs no request', async () => {
    const pair = await Promise.all([startEcho('one'), startEcho('two')]);
    const addresses = pair.map(({ address }) => address);
    const other = await startWeb({ upstreams: upstreamsAt({ ingestor: addresses, api: [api.address] }) });
    const post = async () => {
      const response = await fetch(`${other.url}/api/4711/store/`, { method: 'POST', body: '{}' });
      return response.status === 200 ? (await seenBy(response)).upstream : response.status;
    };
    try {
      expect(new Set([await post(), await post(), await post(), await post()])).toEqual(new Set(['one', 'two']));
      await pair[0].stop();
      // Past the connections that were kept to it: those tell nginx of their end.
      await eventually(
        'only the other',
        async () => [await post(), await post()],
        ([a, b]) => a === 'two' && b === 'two',
      );
      for (let i = 0; i < 10; i++) expect(await post()).toBe('two');
    } finally {
      await other.stop();
      for (const upstream of pair) await upstream.stop();
    }
  });

  describe('pages', () => {
    const asset = readdirSync(join(PUBLIC, 'assets')).find((name) => /^index-.*\.js$/.test(name))!;

    test.each([
      ['/', 'text/html; charset=utf-8', 'index.html'],
      ['/setup?token=x', 'text/html; charset=utf-8', 'index.html'],
      ['/issues/0199d1c4-5c3e-7a2b-8f00-1234567890ab', 'text/html; charset=utf-8', 'index.html'],
      [`/assets/${asset}`, 'text/javascript; charset=utf-8', `assets/${asset}`],
      ['/favicon.svg', 'image/svg+xml', 'favicon.svg'],
    ])('%s is %s', async (path, type, file) => {
      const response = await fetch(web.url + path);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(await response.text()).toBe(readFileSync(join(PUBLIC, file), 'utf8'));
    });

    test('are sent as they were compressed, and what has a name of its own is never asked for again', async () => {
      const response = await fetch(`${web.url}/assets/${asset}`, { headers: { 'accept-encoding': 'gzip' } });
      expect(response.headers.get('content-encoding')).toBe('gzip');
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect(Number(response.headers.get('content-length'))).toBe(statSync(join(PUBLIC, `assets/${asset}.gz`)).size);
    });

    test('that may change are asked for each time, and not sent again while they are the same', async () => {
      const first = await fetch(web.url);
      expect(first.headers.get('cache-control')).toBe('no-cache');
      const etag = first.headers.get('etag')!;
      const again = await fetch(web.url, { headers: { 'if-none-match': etag } });
      expect(again.status).toBe(304);
    });

    test.each(['http://localhost:8000', 'https://errors.example'])(
      'carry the headers that the API gives to pages, at %s',
      async (url) => {
        const upstreams = upstreamsAt({ ingestor: [ingestor.address], api: [api.address] });
        const other = await startWeb({ upstreams, env: { RAILGUARD_URL: url } });
        const reference = await startUpstream((request, response) => {
          securityHeaders(url)(request as never, response as never, () => void response.end());
        });
        try {
          const own = ['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length'];
          const wanted = [...(await fetch(`http://${reference.address}`)).headers].filter(
            ([name]) => !own.includes(name),
          );
          expect(wanted.length).toBeGreaterThan(8);
          for (const path of ['/', '/theme.js', '/nothing.txt']) {
            const { headers } = await fetch(other.url + path);
            expect(wanted.map(([name]) => [name, headers.get(name)])).toEqual(wanted);
            expect(headers.has('strict-transport-security')).toBe(url.startsWith('https:'));
          }
        } finally {
          await other.stop();
          await reference.stop();
        }
      },
    );

    test.each(['/nothing.html', '/.env', '/nginx.conf', '/run/listen.conf', '/assets/', '/assets/nothing.js'])(
      '%s leads nowhere',
      async (path) => {
        await expectProblem(await fetch(web.url + path), 'not_found');
      },
    );

    test.each(['/../nginx.conf', '/%2e%2e/nginx.conf', '/..%2fnginx.conf'])('%s is refused', async (path) => {
      expect((await fetchRaw(web.port, path)).status).toBe(400);
    });

    test('take nothing that is posted', async () => {
      await expectProblem(await fetch(`${web.url}/setup`, { method: 'POST', body: 'x' }), 'not_found');
    });
  });

  test('the log tells of refusals, without the query, which holds keys and links', async () => {
    await fetch(`${web.url}/setup?token=secret-link`);
    await fetch(`${web.url}/nothing.txt?token=secret-link`);
    const log = await eventually(
      'the line',
      async () => web.log(),
      (text) => text.includes('"path":"/nothing.txt"'),
    );
    const line = log.split('\n').find((text) => text.includes('"path":"/nothing.txt"'))!;
    expect(JSON.parse(line)).toMatchObject({ method: 'GET', status: 404, client: '127.0.0.1' });
    expect(log).not.toContain('secret-link');
    expect(log).not.toContain('"path":"/setup"');
  });
});

async function expectProblem(response: Response, code: ProblemCode): Promise<void> {
  const { status, title } = PROBLEMS[code];
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
  expect(await response.json()).toEqual({ type: `urn:railguard:problem:${code}`, title, status, code });
}

/** As `fetch`, but the path is sent as it is written, dots and all. */
async function fetchRaw(port: number, path: string): Promise<Response> {
  const socket = connect(port, '127.0.0.1');
  socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const text = String(Buffer.concat(await socket.toArray()));
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [, status] = head.split(' ');
  const headers = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]);
  return new Response(body.join('\r\n\r\n'), { status: Number(status), headers });
}
