import { withNullsForBareNumbers } from './bare-numbers.ts';
import { needsRepair, repairText } from './repair-text.ts';

/** What JSON.parse answers, wrapped: `undefined` alone could not tell a failure from nothing. */
export type ParsedJson = { value: unknown } | undefined;

/**
 * Parses JSON as clients really send it: a byte order mark is skipped, invalid UTF-8 becomes U+FFFD, and NULs and lone
 * surrogates are repaired, because no PostgreSQL text can hold them. `undefined` where it is not JSON.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const text = decode(bytes);
  return parseText(text);
}

/** As `parseJson`, and takes the bare `NaN` and `Infinity` of old clients as null. */
export function parseLenientJson(bytes: Uint8Array): ParsedJson {
  const text = decode(bytes);
  return parseText(text) ?? parseText(withNullsForBareNumbers(text));
}

function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function parseText(text: string): ParsedJson {
  try {
    const value: unknown = JSON.parse(text);
    return { value: needsRepair(text) ? repairText(value) : value };
  } catch {
    return undefined;
  }
}
