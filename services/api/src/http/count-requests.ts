import type { Metrics } from '@railguard/kit/metrics';
import type { RequestHandler } from 'express';

/** Counts and times every answer, by the pattern of its route. */
export function countRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      const route = request.route?.path ?? 'unmatched';
      metrics.request('api', route, request.method, response.statusCode, (performance.now() - started) / 1000);
    });
    next();
  };
}
