import { ProblemError } from '@railguard/contract/problem';
import type { Request } from 'express';

/**
 * Refuses what a browser marks as coming from another site. Only for requests that a cookie authorises: nobody can make
 * a browser add a token to a request. The cookie is SameSite=Strict already; this also holds where a neighbour on
 * another subdomain counts as the same site.
 *
 * @throws ProblemError `forbidden`
 */
export function requireSameOrigin(request: Request, publicUrl: string): void {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  if (site === 'same-origin') return;
  const isForeign = site === 'cross-site' || site === 'same-site' || (origin !== undefined && !isOurs(origin));
  if (isForeign) throw new ProblemError('forbidden', 'This has to come from a page of this installation.');

  function isOurs(text: string): boolean {
    const url = URL.parse(text);
    return url !== null && (url.origin === new URL(publicUrl).origin || url.host === request.get('host'));
  }
}
