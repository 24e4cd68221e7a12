import type { Database } from './database.ts';

/** What a DSN of the installation's first project is made of. */
export interface FirstProject {
  id: string;
  numeric_id: number;
  name: string;
  public_key: string;
}

/** The oldest project that has a working key, for the operator at the terminal; undefined where there is none. */
export async function findFirstProject(database: Database): Promise<FirstProject | undefined> {
  return database.kysely
    .selectFrom('project')
    .innerJoin('project_key', 'project_key.project_id', 'project.id')
    .select(['project.id', 'project.numeric_id', 'project.name', 'project_key.public_key'])
    .where('project.deleted_at', 'is', null)
    .where('project_key.revoked_at', 'is', null)
    .orderBy('project.created_at')
    .orderBy('project_key.created_at')
    .limit(1)
    .executeTakeFirst();
}
