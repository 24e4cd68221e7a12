import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { createKey, deleteKey, listKeys, updateKey } from '@railguard/store/project-keys';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { findProject } from '../find-project.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentKey } from '../present/present-key.ts';

const CURSOR = 'keys';

export function projectKeyHandlers({ database, config }: ApiDeps) {
  return {
    async listProjectKeys({ params, query, scope }) {
      const project = await findProject(database, scope, params.project_id);
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const rows = await listKeys(database, scope, project.id, { limit: limit + 1, after });
      return toPage(
        rows,
        limit,
        (key) => presentKey(key, project.numeric_id, config.url),
        ({ id }) => encodeCursor(CURSOR, [id]),
      );
    },

    async createProjectKey({ params, body, scope }) {
      const project = await findProject(database, scope, params.project_id);
      const key = found(await createKey(database, scope, project.id, body));
      return presentKey(key, project.numeric_id, config.url);
    },

    async updateProjectKey({ params, body, scope }) {
      const project = await findProject(database, scope, params.project_id);
      const key = found(await updateKey(database, scope, project.id, params.key_id, body));
      return presentKey(key, project.numeric_id, config.url);
    },

    async deleteProjectKey({ params, scope }) {
      const project = await findProject(database, scope, params.project_id);
      found(await deleteKey(database, scope, project.id, params.key_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}
