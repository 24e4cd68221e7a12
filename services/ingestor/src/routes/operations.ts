import { checkReadiness, type ReadinessCheck } from '@railguard/kit/health';
import type { Log } from '@railguard/kit/log';
import type { Metrics } from '@railguard/kit/metrics';
import type { FastifyInstance } from 'fastify';

/** What orchestrators and Prometheus ask: alive, ready, and the figures. */
export function addOperationsRoutes(
  app: FastifyInstance,
  checks: Record<string, ReadinessCheck>,
  metrics: Metrics,
  log: Log,
): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness(checks, (name, reason) => {
      log.warn({ err: reason, dependency: name }, 'not ready');
    });
    return reply.code(readiness.status === 'ok' ? 200 : 503).send(readiness);
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await metrics.render();
    return reply.type(contentType).send(body);
  });
}
