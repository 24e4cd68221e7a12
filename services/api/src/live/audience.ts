import { ProblemError } from '@railguard/contract/problem';
import { accessToOrganization, accessToProject } from '@railguard/store/access';
import type { Database } from '@railguard/store/database';
import { audibleProjects, type HeardMessage, type LiveFilter } from '@railguard/store/live-replay';
import type { Scope } from '@railguard/store/scope';

/** What one stream may hear: of what was asked for, what its person sees. */
export interface Audience {
  readonly filter: LiveFilter;
  hears(message: HeardMessage): boolean;
  /** Looks again. @throws ProblemError where the person, or what was asked for, is not there any more */
  recheck(scope: Scope): Promise<void>;
}

/** @throws ProblemError `not_found` where what is asked for is not this person's to see */
export async function createAudience(database: Database, scope: Scope, filter: LiveFilter): Promise<Audience> {
  const types = filter.types && new Set<string>(filter.types);
  let projects = await look(scope);

  async function look(viewer: Scope): Promise<Set<string>> {
    const { organizationId, projectId } = filter;
    const isThere =
      (organizationId === undefined || (await accessToOrganization(database, viewer, organizationId))) &&
      (projectId === undefined || (await accessToProject(database, viewer, projectId)));
    if (!isThere) throw new ProblemError('not_found');
    return audibleProjects(database, viewer, filter);
  }

  return {
    filter,
    hears: ({ project_id, type }) => projects.has(project_id) && (types === undefined || types.has(type)),
    async recheck(viewer) {
      projects = await look(viewer);
    },
  };
}
