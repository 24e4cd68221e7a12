import { checkReadiness, type ReadinessCheck } from '@railguard/kit/health';
import type { Metrics } from '@railguard/kit/metrics';
import type { FastifyInstance } from 'fastify';

/** What orchestrators and Prometheus ask: alive, ready, and the figures. */
export function addOperationsRoutes(
  app: FastifyInstance,
  checks: Record<string, ReadinessCheck>,
  metrics: Metrics,
): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness(checks);
    return reply.code(readiness.status === 'ok' ? 200 : 503).send(readiness);
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await metrics.render();
    return reply.type(contentType).send(body);
  });
}
