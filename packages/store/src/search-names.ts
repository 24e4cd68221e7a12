import {
  SEARCH_NAME_KINDS,
  type SearchNameKind,
  type SearchNames,
  searchNames,
} from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { TEAM_SLUG } from './issue-search/assigned.ts';
import { withoutNul } from './issue-search/match-values.ts';
import { isMember, type Scope } from './scope.ts';
import { searchedProjects } from './searched-projects.ts';

/** A mistake is compared with so many names of a kind at most. */
const MOST_NAMES = 500;

/** Of `named` what the organisation has, as far as it is visible: by the same comparisons that a search makes. Some must be named. */
export async function knownNames(
  database: Database,
  scope: Scope,
  organizationId: string,
  named: SearchNames,
): Promise<SearchNames> {
  const isNamed: Record<SearchNameKind, RawBuilder<boolean>> = {
    projects: sql`there.name = named.name`,
    members: sql`lower(there.name) = lower(named.name)`,
    teams: sql`there.name = lower(named.name)`,
  };
  const { rows } = await sql<{ kind: SearchNameKind; place: number }>`${eachKind(
    named,
    (kind) => sql`
      select ${kind} as kind, named.place
      from unnest(${named[kind].map(withoutNul)}::text[]) with ordinality as named (name, place)
      where exists (select from (${namesOf(kind, scope, organizationId)}) as there where ${isNamed[kind]})`,
  )}`.execute(database.kysely);
  return searchNames((kind) => rows.flatMap((row) => (row.kind === kind ? [named[kind][row.place - 1]!] : [])));
}

/** The names that may have been meant by `mistaken`: of about the same length, or begun by it; first by first letter. */
export async function similarNames(
  database: Database,
  scope: Scope,
  organizationId: string,
  mistaken: SearchNames,
): Promise<SearchNames> {
  const { rows } = await sql<{ kind: SearchNameKind; name: string }>`${eachKind(
    mistaken,
    (kind) => sql`
      select ${kind} as kind, there.name
      from (${namesOf(kind, scope, organizationId)}) as there cross join lateral (
        select max((left(lower(there.name), 1) = left(named.name, 1))::int) as begins, count(*) as named
        from (select lower(name) as name from unnest(${mistaken[kind].map(withoutNul)}::text[]) as name) as named
        where abs(length(there.name) - length(named.name)) <= greatest(1, length(named.name) / 3)
          or starts_with(lower(there.name), named.name)
      ) as similar_to
      where similar_to.named > 0 order by similar_to.begins desc, there.name limit ${MOST_NAMES}`,
  )}`.execute(database.kysely);
  return searchNames((kind) => rows.flatMap((row) => (row.kind === kind ? [row.name] : [])));
}

/** A query whose rows have a `name`. */
function namesOf(kind: SearchNameKind, scope: Scope, organizationId: string): RawBuilder<unknown> {
  if (kind === 'projects') {
    return sql`select project.slug as name from (${searchedProjects(scope, { organizationId })}) as project`;
  }
  const own = sql`(select organization_id from membership where organization_id = ${organizationId} and ${isMember(scope)}) as own`;
  if (kind === 'teams') return sql`select ${TEAM_SLUG} as name from ${own} join team using (organization_id)`;
  return sql`select email as name from ${own} join membership using (organization_id)
    join user_account on user_account.id = membership.user_id`;
}

/** One query of those kinds that are named; there must be one. */
function eachKind(named: SearchNames, select: (kind: SearchNameKind) => RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(
    SEARCH_NAME_KINDS.filter((kind) => named[kind].length > 0).map((kind) => sql`(${select(kind)})`),
    sql` union all `,
  );
}
