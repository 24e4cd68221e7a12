import { parseLenientJson as parseLenient, parseJson as parseStrict } from '@railguard/protocol/json';
import { needsRepair, repairText } from './repair-text.ts';

/** A parsed value in a wrapper; undefined where the bytes are not JSON, which no value could say. */
export type ParsedJson = { value: unknown } | undefined;

/** Parses JSON and repairs its texts, because no PostgreSQL text holds NULs or lone surrogates. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  return repaired(bytes, parseStrict);
}

/** As `parseJson`, and takes the bare `NaN` and `Infinity` of old Sentry clients as null. */
export function parseLenientJson(bytes: Uint8Array): ParsedJson {
  return repaired(bytes, parseLenient);
}

function repaired(bytes: Uint8Array, parse: (bytes: Uint8Array) => unknown): ParsedJson {
  try {
    const value = parse(bytes);
    return { value: needsRepair(bytes) ? repairText(value) : value };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
