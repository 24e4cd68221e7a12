import { MAX_ENVELOPE_HEADER_BYTES, MAX_ENVELOPE_ITEMS } from './limits.ts';

/**
 * Sentry's envelope, read as bytes (never as text: `length` counts bytes and attachments are binary).
 *
 *     envelope = headers { LF item } [ LF ]
 *     item     = headers LF payload
 *     payload  = exactly `length` bytes where the item's header has it, else everything up to the next LF or the end
 */
export interface Envelope {
  headers: Record<string, unknown>;
  items: EnvelopeItem[];
  /** What was wrong where parsing had to stop; the items before it are good. */
  malformed?: string;
}

export interface EnvelopeItem {
  headers: Record<string, unknown>;
  /** The header's `type`, or '' where it has none. */
  type: string;
  payload: Uint8Array;
}

/** The item types that are events in their own right: each gets an id at the door, and the worker uses those ids. */
export function isEventLike(item: EnvelopeItem): boolean {
  return item.type === 'event' || item.type === 'transaction';
}

const LF = 0x0a;

/**
 * Frames an envelope without looking into its payloads, in one pass and without copying.
 * Lenient where that saves data: a broken item ends the reading but keeps what came before.
 *
 * @throws EnvelopeError where not even the envelope's own header can be read
 */
export function parseEnvelope(bytes: Buffer): Envelope {
  const firstEnd = lineEnd(bytes, 0);
  const headers = parseHeaders(bytes.subarray(0, firstEnd));
  if (!headers) throw new EnvelopeError('the first line is not a JSON object');

  const items: EnvelopeItem[] = [];
  let position = firstEnd + 1;
  while (position < bytes.length) {
    const headerEnd = lineEnd(bytes, position);
    if (headerEnd === position) {
      // A surplus blank line is tolerated at the end only; between items it would make a header of nothing.
      if (bytes.subarray(position).every((byte) => byte === LF)) break;
      return { headers, items, malformed: 'an item header is empty' };
    }
    if (items.length === MAX_ENVELOPE_ITEMS) return { headers, items, malformed: 'there are too many items' };
    const itemHeaders = parseHeaders(bytes.subarray(position, headerEnd));
    if (!itemHeaders) return { headers, items, malformed: 'an item header is not a JSON object' };

    const start = Math.min(headerEnd + 1, bytes.length);
    const end = payloadEnd(bytes, start, itemHeaders.length);
    if (typeof end === 'string') return { headers, items, malformed: end };
    const type = typeof itemHeaders.type === 'string' ? itemHeaders.type : '';
    items.push({ headers: itemHeaders, type, payload: bytes.subarray(start, end) });
    position = end + 1;
  }
  return { headers, items };
}

/** The bytes are not an envelope at all. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError';
}

/** Where the payload that begins at `start` ends, or what is wrong with its declared length. */
function payloadEnd(bytes: Buffer, start: number, length: unknown): number | string {
  if (length === undefined || length === null) return lineEnd(bytes, start);
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) return 'an item length is not a count';
  const end = start + length;
  if (end > bytes.length) return 'an item is shorter than its length says';
  if (end < bytes.length && bytes[end] !== LF) return 'an item is longer than its length says';
  return end;
}

function lineEnd(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(LF, from);
  return found === -1 ? bytes.length : found;
}

function parseHeaders(line: Buffer): Record<string, unknown> | undefined {
  if (line.length > MAX_ENVELOPE_HEADER_BYTES) return undefined;
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
