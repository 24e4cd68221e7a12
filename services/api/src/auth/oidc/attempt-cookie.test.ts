import type { Request, Response } from 'express';
import { afterEach, expect, test, vi } from 'vitest';
import { createAttemptCookie } from './attempt-cookie.ts';

afterEach(() => vi.useRealTimers());

const ATTEMPT = { state: 's', nonce: 'n', verifier: 'v', returnTo: 'https://railguard.example/issues' };
const ours = createAttemptCookie('a secret of at least 32 characters', true);

/** What a browser sends back of what it was given. */
async function sentBack(cookie = ours): Promise<Request> {
  const headers: string[] = [];
  await cookie.set({ append: (_name: string, value: string) => headers.push(value) } as unknown as Response, ATTEMPT);
  expect(headers[0]).toMatch(/; Secure; /);
  return { get: () => headers[0]!.split(';')[0] } as unknown as Request;
}

test('an attempt comes back as it went', async () => {
  expect(await ours.read(await sentBack())).toMatchObject(ATTEMPT);
});

test('each has an id of its own', async () => {
  const [first, second] = [await ours.read(await sentBack()), await ours.read(await sentBack())];
  expect(first!.id).not.toBe(second!.id);
});

test('one is good for ten minutes', async () => {
  vi.useFakeTimers();
  const request = await sentBack();
  vi.advanceTimersByTime(599_000);
  expect(await ours.read(request)).toMatchObject(ATTEMPT);
  vi.advanceTimersByTime(2_000);
  expect(await ours.read(request)).toBeUndefined();
});

test('one of another installation is nothing', async () => {
  const other = createAttemptCookie('another secret of 32 characters!', true);
  expect(await ours.read(await sentBack(other))).toBeUndefined();
});
