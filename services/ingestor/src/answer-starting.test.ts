import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerStarting } from './answer-starting.ts';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(answerStarting).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const PROJECT = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';

test('while it starts, clients of its own protocol are told to come back, and browsers may read it', async () => {
  const answer = await fetch(`${url}/api/v1/events/${PROJECT}`, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toMatchObject({ code: 'queue_unavailable', detail: 'Railguard is starting.' });
});

test('and so are Sentry SDKs, in their own words', async () => {
  const answer = await fetch(`${url}/api/42/envelope/`, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await answer.json()).toMatchObject({ detail: 'Railguard is starting.' });
});

test('a browser that asks first is not turned away', async () => {
  const answer = await fetch(`${url}/api/42/envelope/`, { method: 'OPTIONS' });
  expect([answer.status, answer.headers.get('access-control-allow-methods')]).toEqual([204, 'POST, OPTIONS']);
});

test('what is none of its paths is a plain 503', async () => {
  const answer = await fetch(`${url}/`);
  expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('vary')]).toEqual([503, '2', null]);
});
