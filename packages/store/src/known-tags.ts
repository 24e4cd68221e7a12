import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import { type SearchedProjects, searchedProjects } from './searched-projects.ts';

/** A mistake is compared with so many keys at most. */
const MAX_KEYS = 500;

/** Of `keys` those that an event of the searched projects had as a tag. */
export async function seenTagKeys(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  keys: string[],
): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select named.key from unnest(${keys}::text[]) as named (key)
    where exists (
      select from (${searchedProjects(scope, searched)}) as project
      cross join lateral (
        select from project_tag where project_tag.project_id = project.id and project_tag.key = named.key limit 1
      ) as seen
    )`.execute(database.kysely);
  return rows.map(({ key }) => key);
}

/** Every key of the searched projects, as far as there is room: from key to key along the index. */
export async function tagKeysOf(database: Database, scope: Scope, searched: SearchedProjects): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct seen.name as key from (${searchedProjects(scope, searched)}) as project
    cross join lateral (
      with recursive key (name) as (
        select min(key) from project_tag where project_id = project.id
        union all
        select (select min(project_tag.key) from project_tag where project_id = project.id and project_tag.key > key.name)
        from key where key.name is not null
      )
      select name from key where name is not null limit ${MAX_KEYS}
    ) as seen
    limit ${MAX_KEYS}`.execute(database.kysely);
  return rows.map(({ key }) => key);
}
