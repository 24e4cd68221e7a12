import { type ProblemCode, ProblemError } from '@railguard/contract/problem';
import type { Category, Outcome } from '@railguard/protocol/outcome';
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

  constructor(code: ProblemCode, outcome: Outcome, { detail, retryAfterSeconds, items }: Refused = {}) {
    super(code, detail, { retryAfterSeconds });
    this.outcome = outcome;
    this.items = items;
  }
}

/** Runs what is left of a request once its key is known, and counts what is refused on the way. */
export async function countingRefusals<Result>(
  door: Door,
  key: ProjectKey,
  route: Pick<IngestionRoute, 'category'>,
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
    }
    throw error;
  }
}
