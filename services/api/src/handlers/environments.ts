import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { listEnvironments, updateEnvironment } from '@railguard/store/environments';
import type { ApiDeps } from '../api-deps.ts';
import { asText, decodeCursor, encodeCursor } from '../cursor.ts';
import { findProject } from '../find-project.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentEnvironment } from '../present/present-environment.ts';

const CURSOR = 'environments';

export function environmentHandlers({ database }: ApiDeps) {
  return {
    async listEnvironments({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, is_hidden: isHidden, cursor } = query;
      const after = decodeCursor(CURSOR, { name: asText }, cursor);
      const page = { limit: limit + 1, isHidden, after };
      const rows = await listEnvironments(database, scope, params.project_id, page);
      return toPage(rows, limit, presentEnvironment, ({ name }) => encodeCursor(CURSOR, [name]));
    },

    async updateEnvironment({ params, body, scope }) {
      const project = await findProject(database, scope, params.project_id);
      const environment = found(await updateEnvironment(database, scope, project, params.environment, body));
      return presentEnvironment(environment);
    },
  } satisfies Partial<Handlers>;
}
