import type { ProblemError } from '@railguard/contract/problem';
import type { Answer } from '../route.ts';

/**
 * A refusal as Sentry's SDKs read it: the reason in the body and again in `X-Sentry-Error`, which some print. A rate
 * limit names its scope after an empty list of categories, which means all of them; native and Ruby SDKs want two
 * colons at least.
 */
export function sentryRefusal(problem: ProblemError): Answer {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-sentry-error': problem.message.replace(/[^\x20-\x7e]/g, '?'),
  };
  if (problem.retryAfterSeconds !== undefined) {
    const seconds = Math.ceil(problem.retryAfterSeconds);
    headers['retry-after'] = String(seconds);
    if (problem.code === 'rate_limited') headers['x-sentry-rate-limits'] = `${seconds}::key`;
  }
  return { status: problem.status, headers, body: JSON.stringify({ detail: problem.message, causes: [] }) };
}
