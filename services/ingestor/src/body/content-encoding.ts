import type { ContentEncoding } from '@railguard/protocol/body';

export type Coding = Exclude<ContentEncoding, 'identity'>;

const CODINGS: Record<string, Coding | 'identity'> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
  zstd: 'zstd',
  identity: 'identity',
  '': 'identity',
};

export interface Codings {
  /** In the order they were applied; empty for a plain body. */
  known: Coding[];
  /** What nobody here can undo. */
  unknown: string[];
}

/** Reads a Content-Encoding header (RFC 9110 section 8.4): names in any case, a list, empty, or absent. */
export function parseContentEncoding(header: string | undefined): Codings {
  const codings: Codings = { known: [], unknown: [] };
  if (header === undefined) return codings;
  for (const name of header.split(',').map((part) => part.trim().toLowerCase())) {
    const coding = Object.hasOwn(CODINGS, name) ? CODINGS[name] : undefined;
    if (coding === undefined) codings.unknown.push(name);
    else if (coding !== 'identity') codings.known.push(coding);
  }
  return codings;
}
