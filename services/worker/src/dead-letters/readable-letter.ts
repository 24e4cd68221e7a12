import { processMessage } from '@railguard/pipeline/process-message';
import { scrubText } from '@railguard/pipeline/scrub/text';
import { scrubValue } from '@railguard/pipeline/scrub/value';
import { EVENTS_RAW, rawMessageFrom } from '@railguard/protocol/raw-message';
import type { DeadLetter } from '@railguard/queue/queue';

/**
 * A dead letter for people: what is known of it, and what the pipeline makes of it, scrubbed as it would be stored.
 * Where the pipeline fails, which may be why it is dead, nothing of its bytes is shown but how many there are.
 */
export function readableLetter(letter: DeadLetter, retentionDays: number): object {
  const { id, topic, died_at, attempts, body } = letter;
  const known = {
    id,
    topic,
    died_at,
    attempts,
    reason: scrubText(letter.reason),
    headers: scrubValue(structuredClone(letter.headers)),
    body_bytes: body.byteLength,
  };
  if (topic !== EVENTS_RAW) return known;
  try {
    const { events, outcomes } = processMessage(rawMessageFrom(letter), { retentionDays });
    return { ...known, events, outcomes };
  } catch (error) {
    // Its message may quote the bytes.
    return { ...known, events: null, not_readable: error instanceof Error ? error.name : 'unknown' };
  }
}
