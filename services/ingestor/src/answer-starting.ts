import type { RequestListener } from 'node:http';
import { sayStarting } from '@railguard/kit/front';
import { comeBackLater } from './come-back-later.ts';
import { PREFLIGHT_HEADERS } from './cors.ts';
import { ingestionRouteOf } from './ingestion-path.ts';
import { refuse } from './refuse.ts';

/** Answers while an ingestor starts: every client is told, in its protocol's words, to send the same again in a moment. */
export const answerStarting: RequestListener = (request, response) => {
  const route = ingestionRouteOf(request.url ?? '/');
  if (!route) return sayStarting(request, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(204, PREFLIGHT_HEADERS).end();
    return;
  }
  const { status, headers, body } = refuse(route, comeBackLater('Railguard is starting.'));
  response.writeHead(status, headers).end(body);
};
