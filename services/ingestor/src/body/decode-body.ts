import { BrokenEncodingError, type ContentEncoding, InflatedTooLargeError, inflate } from '@railguard/protocol/body';
import { refusal } from '@railguard/protocol/outcome';
import { RefusedItems } from '../refused-items.ts';
import type { Coding } from './content-encoding.ts';

export interface DecodedBody {
  plain: Buffer;
  /** What the queue gets: the body as it came, unless it was compressed more than once. */
  body: Buffer;
  encoding: ContentEncoding;
}

/** Nobody compresses thrice; a longer list would only multiply the work of inflating a bomb. */
const MOST_CODINGS = 3;

/**
 * Undoes the codings of a body, never to more than `limit` bytes.
 * @throws RefusedItems `payload_too_large`, `invalid_encoding`
 */
export function decodeBody(sent: Buffer, codings: Coding[], limit: number): DecodedBody {
  if (codings.length > MOST_CODINGS) throw invalidEncoding('The body is compressed too many times.');
  try {
    const body = codings.slice(1).reduceRight((bytes, coding) => inflate(bytes, coding, limit), sent);
    const encoding = codings[0] ?? 'identity';
    return { plain: inflate(body, encoding, limit), body, encoding };
  } catch (error) {
    if (error instanceof BrokenEncodingError) throw invalidEncoding();
    if (!(error instanceof InflatedTooLargeError)) throw error;
    throw new RefusedItems('payload_too_large', refusal('invalid', 'too_large'), {
      detail: `A body may inflate to at most ${limit} bytes.`,
    });
  }
}

function invalidEncoding(detail?: string): RefusedItems {
  return new RefusedItems('invalid_encoding', refusal('invalid', 'invalid_encoding'), { detail });
}
