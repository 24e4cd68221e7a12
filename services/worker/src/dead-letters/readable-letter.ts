import { processMessage } from '@railguard/pipeline/process-message';
import type { ProjectRules } from '@railguard/pipeline/project/rules';
import { scrubText } from '@railguard/pipeline/scrub/text';
import { scrubValue } from '@railguard/pipeline/scrub/value';
import { EVENTS_RAW, rawMessageFrom } from '@railguard/protocol/raw-message';
import type { DeadLetter } from '@railguard/queue/queue';

interface Terms {
  retentionDays: number;
  /** What a project has set; undefined where that cannot be known, and the defaults are all there is. */
  rulesOf: (projectId: unknown) => Promise<ProjectRules | undefined>;
}

/**
 * A dead letter for people: what is known of it, and what the pipeline makes of it, scrubbed as it would be stored.
 * Where the pipeline fails, which may be why it is dead, nothing of its bytes is shown but how many there are.
 */
export async function readableLetter(letter: DeadLetter, { retentionDays, rulesOf }: Terms): Promise<object> {
  const { id, topic, died_at, attempts, body } = letter;
  const raw = rawMessageFrom(letter);
  const rules = await rulesOf(raw.project_id);
  const known = {
    id,
    topic,
    died_at,
    attempts,
    reason: scrubText(letter.reason),
    headers: scrubValue(structuredClone(letter.headers), rules?.keys),
    body_bytes: body.byteLength,
  };
  if (topic !== EVENTS_RAW) return known;
  try {
    const { events, outcomes } = processMessage(raw, { retentionDays, rules });
    return { ...known, scrubbed_by: rules ? 'the settings of its project' : 'the defaults', events, outcomes };
  } catch (error) {
    // Its message may quote the bytes.
    return { ...known, events: null, not_readable: error instanceof Error ? error.name : 'unknown' };
  }
}
