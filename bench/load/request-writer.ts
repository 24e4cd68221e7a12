import { createRandom, zipf } from '../events/random.ts';
import type { PatchKind } from './prelude.ts';
import { type Endpoint, type Payload, type RequestTemplate, requestTemplate } from './request-template.ts';
import { sealStoredGzip } from './stored-gzip.ts';

const GROUPS = 50;
const VARIANTS = 4;
const USERS = 20_000;
/** Choosing ahead of time keeps the search through the weights out of the measured loop. */
const CHOICES = 8_192;

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => Buffer.from(byte.toString(16).padStart(2, '0')));

/**
 * Writes the next request into a buffer and answers how many bytes it has. Ids are random, as SDKs make them: the
 * index they go into is written all over, not at its end.
 */
export interface RequestWriter {
  write(into: Buffer): number;
  /** How large `into` has to be. */
  readonly maxBytes: number;
}

export function createRequestWriter(endpoint: Endpoint, payload: Payload): RequestWriter {
  const templates = Array.from({ length: GROUPS * VARIANTS }, (_, index) =>
    requestTemplate(endpoint, payload, Math.floor(index / VARIANTS), index % VARIANTS),
  );
  const choices = chooseTemplates(templates);
  const random = createRandom(Date.now());
  let written = 0;
  let currentTime = 0;

  const fields: Record<PatchKind, Buffer> = {
    id: Buffer.alloc(32),
    time: Buffer.alloc(24),
    number: Buffer.alloc(8),
    user: Buffer.alloc(6),
  };

  function renewFields(): void {
    for (let byte = 0; byte < 16; byte++) HEX_OF_BYTE[(random() * 256) | 0]!.copy(fields.id, byte * 2);
    writeDigits(fields.number, written);
    writeDigits(fields.user, (random() * USERS) | 0);
    const now = Date.now();
    if (now === currentTime) return;
    currentTime = now;
    fields.time.write(new Date(now).toISOString(), 'latin1');
  }

  return {
    maxBytes: Math.max(...templates.map((template) => template.bytes.length)),
    write(into) {
      const { bytes, patches, sealed } = choices[written++ % CHOICES]!;
      renewFields();
      bytes.copy(into);
      for (const { kind, offset } of patches) fields[kind].copy(into, offset);
      if (sealed) sealStoredGzip(into.subarray(sealed.from, sealed.to));
      return bytes.length;
    },
  };
}

function chooseTemplates(templates: RequestTemplate[]): RequestTemplate[] {
  const random = createRandom(1);
  const chooseGroup = zipf(GROUPS);
  return Array.from(
    { length: CHOICES },
    () => templates[chooseGroup(random) * VARIANTS + Math.floor(random() * VARIANTS)]!,
  );
}

function writeDigits(into: Buffer, value: number): void {
  let rest = value;
  for (let position = into.length - 1; position >= 0; position--) {
    into[position] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
