import { checkReadiness } from '@railguard/kit/health';
import type { Express } from 'express';
import type { ApiDeps } from './api-deps.ts';

/** `/healthz`, `/readyz` and `/metrics`. */
export function mountProbes(app: Express, { database, queue, metrics, log, checks }: ApiDeps): void {
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });

  app.get('/readyz', async (_request, response) => {
    const readiness = await checkReadiness(
      { database: () => database.pool.query('select 1'), queue: () => queue.check(), ...checks },
      (name, reason) => log.warn({ err: reason, dependency: name }, 'not ready'),
    );
    response.status(readiness.status === 'ok' ? 200 : 503);
    response.set('Cache-Control', 'no-store').json(readiness);
  });

  app.get('/metrics', async (_request, response) => {
    const { contentType, body } = await metrics.render();
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(body);
  });
}
