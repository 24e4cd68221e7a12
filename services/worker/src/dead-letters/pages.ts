import type { DeadLetter, DeadLetters } from '@railguard/queue/queue';

const PER_PAGE = 100;

/**
 * The dead letters of a topic in pages, newest first, never more than `limit` and never more than a page in memory.
 * The cursor only moves towards older ones, so what dies again while it is being replayed is not met twice.
 */
export async function* deadLetterPages(
  letters: DeadLetters,
  topic: string,
  { limit = Number.POSITIVE_INFINITY, before }: { limit?: number; before?: string },
): AsyncGenerator<DeadLetter[]> {
  for (let left = limit, cursor = before; left > 0; ) {
    const page = await letters.list(topic, { limit: Math.min(left, PER_PAGE), before: cursor });
    if (page.length === 0) return;
    yield page;
    left -= page.length;
    cursor = page.at(-1)!.id;
  }
}

/** undefined where there is no such letter. */
export async function findDeadLetter(letters: DeadLetters, topic: string, id: string): Promise<DeadLetter | undefined> {
  const [letter] = await letters.list(topic, { limit: 1, before: nextId(id) });
  return letter?.id === id.toLowerCase() ? letter : undefined;
}

/** The UUID after this one; undefined after the last, which no cursor comes before. */
function nextId(id: string): string | undefined {
  const hex = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
  if (hex.length > 32) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
