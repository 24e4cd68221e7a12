/**
 * Whether a browser may send from an origin.
 *
 * Entries are `*`, a whole origin (`https://shop.example`), a host on any scheme and port (`shop.example`), or
 * either with `*.` for a domain and everything under it (`*.shop.example`, as Sentry's allowed domains have it).
 * An empty list allows everything.
 *
 * @param origin the value of Origin, or of Referer where a browser sent no other
 */
export function isOriginAllowed(origin: string, allowed: string[]): boolean {
  if (allowed.length === 0 || allowed.includes('*')) return true;
  const url = URL.parse(origin);
  return url !== null && allowed.some((entry) => matches(url, entry.trim().toLowerCase()));
}

function matches(url: URL, entry: string): boolean {
  const separator = entry.indexOf('://');
  if (separator === -1) return matchesHost(entry, url.hostname) || matchesHost(entry, url.host);
  const scheme = entry.slice(0, separator + 1);
  const host = entry.slice(separator + 3).replace(/\/.*$/, '');
  return url.protocol === scheme && matchesHost(withoutDefaultPort(host, scheme), url.host);
}

function matchesHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const domain = pattern.slice(2);
  return host === domain || host.endsWith(`.${domain}`);
}

function withoutDefaultPort(host: string, scheme: string): string {
  return host.replace(scheme === 'https:' ? /:443$/ : /:80$/, '');
}
