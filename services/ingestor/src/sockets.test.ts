import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { EVENT_ID, KEY, NUMERIC, PROJECT, startIngestor, type TestIngestor } from '../test/ingestor.ts';

const PATIENTLY = { timeout: 10_000, interval: 50 };

/** What only real connections show: framing, large bodies, clients that leave. Mounted as the one-port product does. */
let ingestor: TestIngestor;
let server: Server;
let port: number;
let bomb: Buffer;

beforeAll(async () => {
  ingestor = await startIngestor();
  server = createServer((request, response) => ingestor.app.routing(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  bomb = await gzipOfZeros(2 * 1024 ** 3);
}, 60_000);
beforeEach(async () => {
  ingestor.refused.length = 0;
  await ingestor.taken();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await ingestor.close();
});

function gzipOfZeros(bytes: number): Promise<Buffer> {
  const zeros = Buffer.alloc(1024 * 1024);
  const pieces = function* () {
    for (let left = bytes; left > 0; left -= zeros.length) yield zeros;
  };
  return buffer(Readable.from(pieces()).pipe(createGzip({ level: 1 })));
}

/** Sends bytes as they are and answers everything that came back until the other side closed. */
async function raw(...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const answer = buffer(socket);
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  socket.end();
  return (await answer).toString();
}

const head = (path: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, 'host: x', 'connection: close', ...headers, '', ''].join('\r\n');
const ENVELOPE = `/api/${NUMERIC}/envelope/?sentry_key=${KEY}`;
const NATIVE = `/api/v1/events/${PROJECT}?key=${KEY}`;

test('a chunked body without a content type or length is read to its end', async () => {
  const body = `{"event_id":"${EVENT_ID}"}\n{"type":"event"}\n{"message":"hello"}`;
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const answer = await raw(
    head(ENVELOPE, 'transfer-encoding: chunked'),
    chunk(body.slice(0, 10)),
    chunk(body.slice(10)),
    '0\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(answer).toContain(`{"id":"${EVENT_ID}"}`);
  const [message] = await ingestor.taken();
  expect(Buffer.from(message!.body).toString()).toBe(body);
});

test('an empty chunked body, and none at all, are answered', async () => {
  expect(await raw(head(ENVELOPE, 'transfer-encoding: chunked'), '0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(head(ENVELOPE, 'content-length: 0'))).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(head(NATIVE))).toMatch(/^HTTP\/1\.1 400 /);
});

test('an empty Content-Encoding line counts as none', async () => {
  expect(await raw(head(NATIVE, 'content-encoding:', 'content-length: 2'), '{}')).toMatch(/^HTTP\/1\.1 202 /);
});

test('a client that leaves in the middle of its body costs nothing but its event', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${head(NATIVE, 'content-length: 100')}{"message":`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await raw(head(NATIVE, 'content-length: 2'), '{}')).toMatch(/^HTTP\/1\.1 202 /);
  expect(await ingestor.taken()).toHaveLength(1);
});

test('a 2 GB gzip bomb stops at the limit, quickly and with 413', async () => {
  const before = process.memoryUsage.rss();
  for (const path of [NATIVE, ENVELOPE, `/api/${NUMERIC}/store/?sentry_key=${KEY}`]) {
    const started = performance.now();
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: bomb,
    });
    expect(reply.status).toBe(413);
    expect(performance.now() - started).toBeLessThan(10_000);
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 ** 2);
  expect(ingestor.refused.map(({ reason }) => reason)).toEqual(['too_large', 'too_large', 'too_large']);
});

test('more than 20 MiB are refused, announced or not, and the client gets to read why', async () => {
  const large = Buffer.alloc(21 * 1024 ** 2, 0x20);
  const announced = await fetch(`http://127.0.0.1:${port}${NATIVE}`, { method: 'POST', body: large });
  expect([announced.status, ((await announced.json()) as { code: string }).code]).toEqual([413, 'payload_too_large']);
  const chunked = await fetch(`http://127.0.0.1:${port}${NATIVE}`, {
    method: 'POST',
    body: Readable.toWeb(Readable.from([large])) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  expect(chunked.status).toBe(413);
});

test('strangers who send slowly cannot take the room of known keys', async () => {
  const size = 2 * 1024 ** 2;
  const url = `http://127.0.0.1:${port}/api/${NUMERIC}/envelope/`;
  const one = `{"event_id":"${EVENT_ID}","dsn":"http://${KEY}@host.example/${NUMERIC}"}\n{"type":"event"}\n{}`;
  const strangers = Array.from({ length: 17 }, () => connect(port, '127.0.0.1'));
  for (const stranger of strangers) {
    stranger.on('error', () => {});
    stranger.write(head(`/api/${NUMERIC}/envelope/`, `content-length: ${size}`));
    stranger.write(Buffer.alloc(size - 1, 0x20));
  }
  await vi.waitFor(async () => {
    expect((await fetch(url, { method: 'POST', body: one })).status).toBe(503);
  }, PATIENTLY);
  const known = Buffer.concat([Buffer.from(`${one}\n{"type":"attachment"}\n`), Buffer.alloc(size, 0x20)]);
  expect((await fetch(`${url}?sentry_key=${KEY}`, { method: 'POST', body: known })).status).toBe(200);

  for (const stranger of strangers) stranger.destroy();
  await vi.waitFor(async () => {
    expect((await fetch(url, { method: 'POST', body: one })).status).toBe(200);
  }, PATIENTLY);
});

test('a bad key is refused without its body being waited for', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(head(`/api/v1/events/${PROJECT}`, 'content-length: 1000000'));
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});

test('several requests on one connection are told apart, refused ones included', async () => {
  const keepAlive = head(NATIVE, 'content-length: 2').replace('connection: close\r\n', '');
  const refused = keepAlive.replace(KEY, 'nobody');
  const answer = await raw(`${keepAlive}{}${refused}{}${keepAlive}{}${head(NATIVE, 'content-length: 2')}{}`);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['202', '401', '202', '202'].map((status) => `HTTP/1.1 ${status}`));
});
