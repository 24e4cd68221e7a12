import { type Connection, openConnection } from './connection.ts';
import { createHistogram } from './histogram.ts';
import type { LoadJob, LoadResult } from './job.ts';
import { createPacer } from './pacer.ts';
import { createRequestWriter } from './request-writer.ts';

interface Slot {
  connection: Connection;
  buffer: Buffer;
  /** When the request under way was due. */
  dueAt: number;
}

const TICK_MS = 1;
/** A paced run ends after its time even where answers stay away. */
const LAST_ANSWERS_WITHIN_MS = 10_000;

/** Runs a job to its end. */
export async function drive({ endpoint, payload, connections, plan }: LoadJob): Promise<LoadResult> {
  const writer = createRequestWriter(endpoint, payload);
  const latency = createHistogram();
  const refused: Record<string, number> = {};
  const idle: Slot[] = [];
  const pacer = createPacer(plan);
  let accepted = 0;
  let broken = 0;
  let lastAnswerAt = 0;

  const open = async (): Promise<Slot> => {
    const slot = { buffer: Buffer.allocUnsafe(writer.maxBytes), dueAt: 0 } as Slot;
    slot.connection = await openConnection(endpoint.host, endpoint.port, {
      onAnswer({ status }) {
        lastAnswerAt = performance.now();
        if (status >= 200 && status < 300) {
          accepted++;
          latency.record(lastAnswerAt - slot.dueAt);
        } else refused[status] = (refused[status] ?? 0) + 1;
        next(slot);
      },
      onBroken() {
        broken++;
        next(slot);
      },
    });
    return slot;
  };

  function next(slot: Slot): void {
    const dueAt = pacer.take(performance.now());
    if (dueAt === undefined) {
      idle.push(slot);
      return;
    }
    slot.dueAt = dueAt;
    slot.connection.send(slot.buffer.subarray(0, writer.write(slot.buffer)));
  }

  const slots = await Promise.all(Array.from({ length: connections }, open));
  const startedAt = performance.now();
  pacer.start(startedAt);
  for (const slot of slots) next(slot);

  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      for (const slot of idle.splice(0)) next(slot);
      const done = idle.length === slots.length && pacer.isOver(performance.now());
      if (!done && performance.now() < pacer.endsAt() + LAST_ANSWERS_WITHIN_MS) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  for (const slot of slots) slot.connection.close();

  const seconds = (lastAnswerAt - startedAt) / 1_000;
  return { accepted, refused, broken, seconds, acceptedPerSecond: accepted / seconds, latency: latency.summary() };
}
