import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('answered requests are counted by service, route, method and status, and timed by route', async () => {
  const metrics = createMetrics();
  metrics.request('api', '/projects/:id', 'GET', 200, 0.004);
  metrics.request('api', '/projects/:id', 'GET', 200, 0.3);
  const { contentType, body } = await metrics.render();
  expect(contentType).toContain('text/plain');
  expect(body).toContain(
    'railguard_http_requests_total{service="api",route="/projects/:id",method="GET",status="200"} 2',
  );
  expect(body).toContain(
    'railguard_http_request_duration_seconds_bucket{le="0.005",service="api",route="/projects/:id"} 1',
  );
});

test('a timer asked for twice is one and the same', async () => {
  const metrics = createMetrics();
  metrics.timer('railguard_wait_seconds', 'Waiting.').observe(0.1);
  metrics.timer('railguard_wait_seconds', 'Waiting.').observe(0.1);
  expect((await metrics.render()).body).toContain('railguard_wait_seconds_count 2');
});
