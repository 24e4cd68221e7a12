import type { FastifyRequest } from 'fastify';

/**
 * The public key a Sentry SDK sends beside its body: the first of the query, `X-Sentry-Auth` and `Authorization`
 * (Sentry's own grammar, which some proxies move there, or Basic with the key as user name). Browsers use the query
 * alone, to stay clear of a preflight.
 */
export function sentryKey({ headers, query }: FastifyRequest): string | undefined {
  const { sentry_key: inQuery } = query as Record<string, unknown>;
  if (typeof inQuery === 'string') return inQuery;
  const header = headers['x-sentry-auth'];
  return keyInSentryAuth(typeof header === 'string' ? header : undefined) ?? keyInAuthorization(headers.authorization);
}

function keyInAuthorization(header: string | undefined): string | undefined {
  const basic = /^basic +(\S+)$/i.exec(header ?? '')?.[1];
  if (basic === undefined) return keyInSentryAuth(header);
  return Buffer.from(basic, 'base64').toString('latin1').split(':', 1)[0];
}

/** `Sentry sentry_key=…, sentry_version=7`: the blank after a comma is optional, unknown names are ignored. */
function keyInSentryAuth(header: string | undefined): string | undefined {
  return /^sentry\s(?:.*,)?\s*sentry_key\s*=\s*([^\s,]+)/i.exec(header ?? '')?.[1];
}
