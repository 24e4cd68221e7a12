import type { ServerResponse } from 'node:http';
import { checkReadiness, type ReadinessCheck } from './health.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Everything a process depends on, by name. It may grow while the process starts. */
export type Checks = Record<string, ReadinessCheck>;

export interface ProbeParts {
  checks: Checks;
  metrics: Metrics;
  log: Log;
  /** Until then `/readyz` is 503, whatever the checks say. */
  isServing: () => boolean;
}

export type Probe = (response: ServerResponse) => Promise<void>;

/** What orchestrators and Prometheus ask of every process, by path: alive, ready, and the figures. */
export function createProbes({ checks, metrics, log, isServing }: ProbeParts): Map<string, Probe> {
  const starting: Checks = { start: () => Promise.reject(new Error('still starting')) };

  return new Map<string, Probe>([
    ['/healthz', async (response) => answer(response, 200, 'application/json', '{"status":"ok"}')],
    [
      '/readyz',
      async (response) => {
        const serving = isServing();
        const readiness = await checkReadiness(serving ? checks : { ...checks, ...starting }, (dependency, reason) => {
          // While it starts, the wait for each is told already.
          if (serving) log.warn({ err: reason, dependency }, 'not ready');
        });
        answer(response, readiness.status === 'ok' ? 200 : 503, 'application/json', JSON.stringify(readiness));
      },
    ],
    [
      '/metrics',
      async (response) => {
        const { contentType, body } = await metrics.render();
        answer(response, 200, contentType, body);
      },
    ],
  ]);
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
