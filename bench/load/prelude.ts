/**
 * The beginning of a body, which holds everything that differs between two requests. It is written over in place for
 * each of them, so a request costs the generator a copy of bytes and no JSON.
 */
export type PatchKind = 'id' | 'time' | 'number' | 'user';

export interface Patch {
  kind: PatchKind;
  offset: number;
}

/** Runs of characters that nothing else in a prelude holds, as long as what replaces them. */
const PLACEHOLDERS: Record<PatchKind, string> = {
  id: '@'.repeat(32),
  time: '#'.repeat(24),
  number: '$'.repeat(8),
  user: '%'.repeat(6),
};

/** The four changing fields, open for the others to follow after the last comma. */
export const EVENT_PRELUDE =
  `{"event_id":"${PLACEHOLDERS.id}","timestamp":"${PLACEHOLDERS.time}",` +
  `"message":"Request ${PLACEHOLDERS.number} failed",` +
  `"user":{"id":"${PLACEHOLDERS.user}","email":"user-${PLACEHOLDERS.user}@shop.example"},`;

/** `length` is of the item's payload. */
export function envelopePrelude(length: number): string {
  return (
    `{"event_id":"${PLACEHOLDERS.id}","sent_at":"${PLACEHOLDERS.time}"}\n` +
    `{"type":"event","length":${length}}\n${EVENT_PRELUDE}`
  );
}

/** Where in `bytes`, between `from` and `to`, something is to be written over. */
export function findPatches(bytes: Buffer, from: number, to: number): Patch[] {
  const patches: Patch[] = [];
  for (const [kind, placeholder] of Object.entries(PLACEHOLDERS) as [PatchKind, string][]) {
    let offset = bytes.indexOf(placeholder, from);
    while (offset !== -1 && offset < to) {
      patches.push({ kind, offset });
      offset = bytes.indexOf(placeholder, offset + placeholder.length);
    }
  }
  return patches;
}
