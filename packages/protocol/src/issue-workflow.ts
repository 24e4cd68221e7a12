/** In what an issue was resolved, where that is not simply now: the release that has the fix, or the one to come. */
export type Resolution = 'next_release' | { in_release: string };

/**
 * After how many more events or users an ignored issue returns. `from` is the count when it was ignored.
 * With `within_minutes` they have to come in one window of that length: it begins with an event (at `window_start`, in
 * milliseconds since 1970), and `from` is the count before that.
 */
export type IgnoreLimit =
  | { events: number; from: number; within_minutes?: number; window_start?: number }
  | { users: number; from: number };
