import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * The address a request came from. X-Forwarded-For counts only where a trusted proxy writes it, and of it only what that
 * nearest proxy saw: it adds the address at the right end, and what stands before is the client's own claim.
 */
export function clientAddress({ headers, raw }: FastifyRequest, trustProxy: boolean): string | undefined {
  const forwarded = trustProxy ? lastOf(headers['x-forwarded-for']) : undefined;
  return plain(forwarded) ?? plain(raw.socket.remoteAddress);
}

function lastOf(header: string | string[] | undefined): string | undefined {
  return String(header ?? '')
    .split(',')
    .at(-1)
    ?.trim();
}

/** Some proxies add the port; a socket for both families writes IPv4 as `::ffff:192.0.2.1`. */
function plain(address: string | undefined): string | undefined {
  if (!address) return undefined;
  const bare = address.replace(/^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(bare) ? bare : undefined;
}
