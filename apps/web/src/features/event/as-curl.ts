import type { Request } from './event.ts';

/** Headers that curl makes itself, or that would make it answer otherwise than it was asked. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'accept-encoding']);

/** The request as a command for a POSIX shell. Everything that came from outside is quoted, so that it stays data. */
export function asCurl({ method = 'GET', url = '', query_string, headers = {}, data }: Request): string {
  const query = typeof query_string === 'string' && query_string && !url.includes('?') ? `?${query_string}` : '';
  const parts = [`curl ${quoted(url + query)}`];
  if (method !== 'GET') parts.push(`-X ${quoted(method)}`);
  for (const [name, value] of Object.entries(headers)) {
    if (!LEFT_OUT.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (data !== undefined) parts.push(`--data-raw ${quoted(typeof data === 'string' ? data : JSON.stringify(data))}`);
  return parts.join(' \\\n  ');
}

/** Within single quotes a shell reads nothing but the end of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
