import { type ProblemCode, ProblemError } from '@railguard/contract/problem';
import type { Category, Outcome } from '@railguard/protocol/outcome';
import type { FastifyRequest } from 'fastify';
import { peek } from './body/peek.ts';
import type { Door } from './door.ts';
import type { ProjectKey } from './key-directory.ts';
import type { IngestionRoute } from './route.ts';

/** How many items of which category; those of zero do not count. */
export type CountedItems = Partial<Record<Category, number>>;

interface Refused {
  detail?: string;
  retryAfterSeconds?: number;
  /** Where the items could be told apart; else they count as one of the route's category. */
  items?: CountedItems;
}

/** A client's mistake that costs it items: answered like every problem, and counted where the project is known. */
export class RefusedItems extends ProblemError {
  override name = 'RefusedItems';
  readonly outcome: Outcome;
  readonly items: CountedItems | undefined;
  /** The ids of the events, as far as they can be told; asked for only where they will be noted. */
  readIds: (() => string[]) | undefined;

  constructor(code: ProblemCode, outcome: Outcome, { detail, retryAfterSeconds, items }: Refused = {}) {
    super(code, detail, { retryAfterSeconds });
    this.outcome = outcome;
    this.items = items;
  }
}

/** Runs what is left of a request once its key is known, and counts and notes what is refused on the way. */
export async function countingRefusals<Result>(
  door: Door,
  key: ProjectKey,
  route: Pick<IngestionRoute, 'category' | 'readIds'>,
  request: FastifyRequest,
  take: () => Promise<Result>,
): Promise<Result> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof RefusedItems) {
      const items = error.items ?? { [route.category]: 1 };
      for (const [category, quantity] of Object.entries(items) as [Category, number][]) {
        if (quantity > 0) door.outcomes.record(key.project_id, { ...error.outcome, category, quantity });
      }
      note(door, key, route, request, error, Math.max(1, ...Object.values(items)));
    }
    throw error;
  }
}

/** Runs what reads a body; where it refuses the body, the ids of its events are told as far as `readIds` finds them. */
export function namingRefusals<Result>(readIds: () => string[], read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedItems) error.readIds ??= readIds;
    throw error;
  }
}

/**
 * Ids are looked for where they will be noted, so that a flood of refusals costs nothing. Of a body that nobody reads,
 * the beginning is looked at while the answer goes out.
 */
function note(
  { ledger }: Door,
  { project_id }: ProjectKey,
  { readIds }: Pick<IngestionRoute, 'readIds'>,
  { raw }: FastifyRequest,
  error: RefusedItems,
  quantity: number,
): void {
  const enter = (ids: string[]) => ledger.refused(project_id, error.outcome, quantity, ids);
  if (!ledger.hasRoom(project_id)) enter([]);
  else if (error.readIds) enter(error.readIds());
  else peek(raw, (beginning) => enter(beginning ? readIds(beginning) : []));
}
