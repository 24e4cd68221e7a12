import { randomBytes, randomFillSync } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EVENT_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** A dashed UUID of any version and letter case (RFC 9562). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** 32 hex digits, dashed or not, in any case → 32 lowercase hex digits; anything else → undefined. */
export function parseEventId(value: unknown): string | undefined {
  return typeof value === 'string' && EVENT_ID.test(value) ? value.replaceAll('-', '').toLowerCase() : undefined;
}

/** A fresh random event id: 32 lowercase hex digits. */
export function newEventId(): string {
  return sixteenRandomBytes().toString('hex');
}

/**
 * A UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random bits.
 * Keys made of these arrive in the order of their index, which keeps B-tree inserts on its right edge.
 */
export function newUuid(now = Date.now()): string {
  const bytes = sixteenRandomBytes();
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return dashed(bytes.toString('hex'));
}

const ENTROPY = Buffer.allocUnsafe(4_096);
let entropyUsed = ENTROPY.length;

/** Drawn in bulk: asking the kernel for each id was a tenth of the ingestor's time. */
function sixteenRandomBytes(): Buffer {
  if (entropyUsed === ENTROPY.length) {
    randomFillSync(ENTROPY);
    entropyUsed = 0;
  }
  entropyUsed += 16;
  return ENTROPY.subarray(entropyUsed - 16, entropyUsed);
}

/** 32 hex digits → the dashed form PostgreSQL prints. */
export function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A public key: 32 lowercase hex digits, the one form every Sentry SDK accepts. */
export function newPublicKey(): string {
  return randomBytes(16).toString('hex');
}

/**
 * A project's numeric alias for Sentry DSNs: positive, without leading zeros, exactly representable in JavaScript.
 * Random, so that a mistyped DSN does not meet a neighbour's project.
 */
export function newNumericId(): number {
  return 1_000_000_000 + (randomBytes(6).readUIntBE(0, 6) % 8_000_000_000_000);
}
