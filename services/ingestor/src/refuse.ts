import type { ProblemError } from '@railguard/contract/problem';
import { problemReply } from '@railguard/kit/problem-reply';
import { CORS_HEADERS, REFUSED_ORIGIN_HEADERS } from './cors.ts';
import type { Answer, IngestionRoute } from './route.ts';

/** Outside of ingestion a refusal is a plain problem, and no other origin's business. */
export function refuse(route: IngestionRoute | undefined, problem: ProblemError): Answer {
  if (!route) return problemReply(problem);
  const refusal = route.refuse(problem);
  const cors = problem.code === 'origin_not_allowed' ? REFUSED_ORIGIN_HEADERS : CORS_HEADERS;
  return { ...refusal, headers: { ...cors, ...refusal.headers } };
}
