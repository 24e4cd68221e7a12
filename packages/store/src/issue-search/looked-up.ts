import { type RawBuilder, sql } from 'kysely';

/**
 * Behind a subquery for `exists`: has it run for each issue, by its key, and never made a join of. PostgreSQL takes what
 * thousands of issues have in common for a dozen rows and would compare every issue with all of them, a second for a
 * hundred projects.
 */
export const LOOKED_UP: RawBuilder<unknown> = sql`offset 0`;
