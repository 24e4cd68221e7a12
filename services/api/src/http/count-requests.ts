import type { Metrics } from '@railguard/kit/metrics';
import type { RequestHandler } from 'express';

/** Counts and times every answer, by the pattern of its route; `locals.answeredAt` is of answers that go on after it. */
export function countRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      const route = request.route?.path ?? 'unmatched';
      const answered: number = response.locals.answeredAt ?? performance.now();
      metrics.request('api', route, request.method, response.statusCode, (answered - started) / 1000);
    });
    next();
  };
}
