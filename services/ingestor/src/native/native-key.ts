import type { FastifyRequest } from 'fastify';

/** The public key of a native request: the first of `X-Railguard-Key`, `Authorization: Bearer` and `?key=`. */
export function nativeKey({ headers, query }: FastifyRequest): string | undefined {
  const own = headers['x-railguard-key'];
  if (typeof own === 'string') return own.trim();
  const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const { key } = query as Record<string, unknown>;
  return typeof key === 'string' ? key : undefined;
}
