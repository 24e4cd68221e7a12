/**
 * On every ingestion answer, errors included: a browser that cannot read the rate limits goes on sending. No cookies
 * are involved, so any origin may read; which may send is the project's to say.
 */
export const CORS_HEADERS: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
  vary: 'Origin',
};

/** For an origin that the project refuses: the browser keeps the answer from the page. */
export const REFUSED_ORIGIN_HEADERS: Record<string, string> = { vary: 'Origin' };

/** The answer to OPTIONS, which never carries a key and so is the same for every project. */
export const PREFLIGHT_HEADERS: Record<string, string> = {
  ...CORS_HEADERS,
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': [
    ['x-railguard-key', 'x-sentry-auth', 'authorization', 'authentication', 'content-type', 'content-encoding'],
    ['transfer-encoding', 'accept', 'origin', 'referer', 'x-requested-with', 'x-forwarded-for'],
    ['sentry-trace', 'baggage', 'traceparent', 'tracestate'],
  ]
    .flat()
    .join(', '),
  'access-control-max-age': '3600',
};
