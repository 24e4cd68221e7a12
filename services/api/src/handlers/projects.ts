import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { keysOfProjects } from '@railguard/store/project-keys';
import {
  createProject,
  deleteProject,
  listProjects,
  type ProjectRow,
  SlugTakenError,
  updateProject,
} from '@railguard/store/projects';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { asText, asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { findProject } from '../find-project.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { homeOf } from '../home-organization.ts';
import { toPage } from '../page.ts';
import { type Project, presentProject } from '../present/present-project.ts';

/** Shown with each project; the rest is a page of its own. */
const KEYS_SHOWN = 10;
const CURSOR = 'projects';

export function projectHandlers({ database, config }: ApiDeps) {
  async function withKeys(scope: Scope, projects: ProjectRow[]): Promise<Project[]> {
    const ids = projects.map((project) => project.id);
    const keys = await keysOfProjects(database, scope, ids, KEYS_SHOWN);
    return projects.map((project) => presentProject(project, keys.get(project.id) ?? [], config.url));
  }

  async function oneWithKeys(scope: Scope, project: ProjectRow): Promise<Project> {
    return (await withKeys(scope, [project]))[0]!;
  }

  return {
    async listProjects({ query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, organization_id: organizationId } = query;
      const after = decodeCursor(CURSOR, { name: asText, id: asUuid }, query.cursor);
      const rows = await listProjects(database, scope, { limit: limit + 1, organizationId, after });
      const page = toPage(
        rows,
        limit,
        (project) => project,
        ({ name, id }) => encodeCursor(CURSOR, [name, id]),
      );
      return { ...page, data: await withKeys(scope, page.data) };
    },

    async createProject({ body, scope }) {
      const { organization_id, ...input } = body;
      const home = await homeOf(database, scope, organization_id);
      const created = await createProject(database, scope, { ...input, organization_id: home }).catch(wordConflict);
      if (!created) throw new ProblemError('forbidden');
      return presentProject(created.project, [created.key], config.url);
    },

    async getProject({ params, scope }) {
      return oneWithKeys(scope, await findProject(database, scope, params.project_id));
    },

    async updateProject({ params, body, scope }) {
      const updated = found(await updateProject(database, scope, params.project_id, body).catch(wordConflict));
      return oneWithKeys(scope, updated);
    },

    async deleteProject({ params, query, scope }) {
      const { slug, name } = await findProject(database, scope, params.project_id);
      if (query.confirm !== slug && query.confirm !== name) throw unconfirmed(slug);
      found(await deleteProject(database, scope, params.project_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function unconfirmed(slug: string): ProblemError {
  const detail = `give the slug or the name of the project, to say that it is meant: ${slug}`;
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer: '?confirm', detail }] });
}

function wordConflict(error: unknown): never {
  if (!(error instanceof SlugTakenError)) throw error;
  const errors = [{ pointer: '/slug', detail: 'is taken by another project of the organisation' }];
  throw new ProblemError('conflict', 'The slug is taken.', { errors });
}
