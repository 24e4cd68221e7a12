import type { Event, Exception } from '@railguard/protocol/event';

/** The one that tells most; of several that are equal, the first. undefined where there is none. */
export function richestEvent<Row extends { event: Event }>(rows: Row[]): Row | undefined {
  let best: Row | undefined;
  for (const row of rows) if (!best || richness(row.event) > richness(best.event)) best = row;
  return best;
}

/** What each part is worth: together, those below one are worth less than it. */
const WORTH = { ownSource: 32, ownFrames: 16, frames: 8, breadcrumbs: 4, request: 2, user: 1 };

function richness({ exceptions = [], breadcrumbs = [], request, user }: Event): number {
  return (
    stackWorth(exceptions) +
    (breadcrumbs.length > 0 ? WORTH.breadcrumbs : 0) +
    (request ? WORTH.request : 0) +
    (user ? WORTH.user : 0)
  );
}

function stackWorth(exceptions: Exception[]): number {
  const frames = exceptions.flatMap((exception) => exception.frames ?? []);
  const own = frames.filter((frame) => frame.in_app);
  if (own.some((frame) => frame.context_line !== undefined)) return WORTH.ownSource;
  if (own.length > 0) return WORTH.ownFrames;
  return frames.length > 0 ? WORTH.frames : 0;
}
