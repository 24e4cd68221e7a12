import { expect, test } from 'vitest';
import { ingestionRouteOf, isIngestionPath } from './ingestion-path.ts';

const UUID = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';

test.each([
  [`/api/v1/events/${UUID}`, 'native'],
  [`/api/v1/events/${UUID}?key=x`, 'native'],
  ['/api/v1/events/4711', 'native'],
  ['/api/4711/envelope/', 'sentry-envelope'],
  ['/api/4711/envelope?sentry_key=x', 'sentry-envelope'],
  [`/api/${UUID}/envelope/`, 'sentry-envelope'],
  ['/api/4711/store', 'sentry-store'],
  ['/api/store/', 'sentry-store'],
])('%s is the ingestor’s', (url, route) => {
  expect(ingestionRouteOf(url)?.name).toBe(route);
});

test.each([
  '/',
  '/api/v1/projects',
  '/api/v1/envelope/',
  '/api/0/store/x',
  '/api/envelope/',
  '/x/api/1/store/',
  '/api/1/minidump/',
])('%s is not', (url) => {
  expect(isIngestionPath(url)).toBe(false);
});
