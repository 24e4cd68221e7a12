import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { deleteOrganization } from '@railguard/store/delete-organization';
import {
  createOrganization,
  getOrganization,
  listOrganizations,
  type OrganizationRow,
  updateOrganization,
} from '@railguard/store/organizations';
import { SlugTakenError } from '@railguard/store/projects';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { asText, asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentOrganization } from '../present/present-organization.ts';

const CURSOR = 'organizations';

export function organizationHandlers({ database }: ApiDeps) {
  async function findOrganization(scope: Scope, id: string): Promise<OrganizationRow> {
    const organization = found(await getOrganization(database, scope, id));
    return organization;
  }

  return {
    async listOrganizations({ query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { name: asText, id: asUuid }, query.cursor);
      const rows = await listOrganizations(database, scope, { limit: limit + 1, after });
      return toPage(rows, limit, presentOrganization, ({ name, id }) => encodeCursor(CURSOR, [name, id]));
    },

    async createOrganization({ body, scope }) {
      return presentOrganization(await createOrganization(database, scope, body).catch(wordConflict));
    },

    async getOrganization({ params, scope }) {
      return presentOrganization(await findOrganization(scope, params.organization_id));
    },

    async updateOrganization({ params, body, scope }) {
      const updated = found(
        await updateOrganization(database, scope, params.organization_id, body).catch(wordConflict),
      );
      return presentOrganization(updated);
    },

    async deleteOrganization({ params, query, scope }) {
      const { slug, name } = await findOrganization(scope, params.organization_id);
      if (query.confirm !== slug && query.confirm !== name) {
        const errors = [{ pointer: '?confirm', detail: `is neither the slug nor the name; it would be ${slug}` }];
        throw new ProblemError('invalid_request', undefined, { errors });
      }
      found(await deleteOrganization(database, scope, params.organization_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function wordConflict(error: unknown): never {
  if (!(error instanceof SlugTakenError)) throw error;
  const errors = [{ pointer: '/slug', detail: 'is taken by another organisation' }];
  throw new ProblemError('conflict', 'The slug is taken.', { errors });
}
