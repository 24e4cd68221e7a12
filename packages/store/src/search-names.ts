import type { SearchNames } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { TEAM_SLUG } from './issue-search/assigned.ts';
import { withoutNul } from './issue-search/match-values.ts';
import { isMember, type Scope } from './scope.ts';
import { searchedProjects } from './searched-projects.ts';

/** A mistake is compared with so many names of a kind at most. */
const MOST_NAMES = 500;

/** Of `named` what the organisation has, as far as it is visible; all of its names, as far as there is room, without. */
export async function searchNames(
  database: Database,
  scope: Scope,
  organizationId: string,
  named?: SearchNames,
): Promise<SearchNames> {
  const among = (text: RawBuilder<unknown>, names: string[] | undefined) =>
    names ? sql`lower(${text}) = any(${names.map((name) => withoutNul(name).toLowerCase())}::text[])` : sql`true`;
  const { rows } = await sql<{ kind: keyof SearchNames; name: string }>`
    with own as (
      select organization_id from membership where organization_id = ${organizationId} and ${isMember(scope)}
    )
    (
      select 'projects' as kind, project.slug as name from (${searchedProjects(scope, { organizationId })}) as project
      where ${among(sql`project.slug`, named?.projects)} limit ${MOST_NAMES}
    ) union all (
      select 'members', email from own join membership using (organization_id)
      join user_account on user_account.id = membership.user_id
      where ${among(sql`email`, named?.members)} limit ${MOST_NAMES}
    ) union all (
      select 'teams', ${TEAM_SLUG} from own join team using (organization_id)
      where ${among(TEAM_SLUG, named?.teams)} limit ${MOST_NAMES}
    )`.execute(database.kysely);
  const of = (kind: keyof SearchNames) => rows.flatMap((row) => (row.kind === kind ? [row.name] : []));
  return { projects: of('projects'), members: of('members'), teams: of('teams') };
}
