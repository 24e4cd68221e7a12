import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { isAtLeast } from '@railguard/contract/role';
import { accessToOrganization } from '@railguard/store/access';
import {
  type ApiTokenRow,
  createToken,
  listOrganizationTokens,
  listOwnTokens,
  MOST_TOKENS,
  NoSuchProjectError,
  ROLE_OF_ACCESS,
  revokeOrganizationToken,
  revokeOwnToken,
  TooManyTokensError,
} from '@railguard/store/api-tokens';
import type { ApiDeps } from '../api-deps.ts';
import { newApiToken } from '../auth/api-token.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentApiToken } from '../present/present-api-token.ts';

const CURSOR = 'tokens';

export function apiTokenHandlers({ database }: ApiDeps) {
  return {
    async listMyTokens({ query, scope }) {
      const page = readPage(query);
      return presentPage(await listOwnTokens(database, scope, page), page.limit);
    },

    async createMyToken({ body, scope }) {
      const { name, organization_id, access, project_ids = null } = body;
      const expires_at = body.expires_at === undefined ? null : readExpiry(body.expires_at);
      const mine = await accessToOrganization(database, scope, organization_id);
      if (!mine) throw wrong('/organization_id', 'is not one of yours');
      if (!isAtLeast(mine.role, ROLE_OF_ACCESS[access])) throw wrong('/access', `is more than your role, ${mine.role}`);
      const { token, ...stored } = newApiToken();
      const input = { name, organization_id, access, project_ids, expires_at, ...stored };
      const created = await createToken(database, scope, input).catch(wordRefusal);
      if (!created) throw wrong('/organization_id', 'is not one of yours');
      return { ...presentApiToken(created), token };
    },

    async revokeMyToken({ params, scope }) {
      found(await revokeOwnToken(database, scope, params.token_id));
      return undefined;
    },

    async listOrganizationTokens({ params, query, scope }) {
      const page = readPage(query);
      return presentPage(await listOrganizationTokens(database, scope, params.organization_id, page), page.limit);
    },

    async revokeOrganizationToken({ params, scope }) {
      found(await revokeOrganizationToken(database, scope, params.organization_id, params.token_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

/** With one row more than fits, which says whether there is a next page. */
function readPage({ limit = DEFAULT_PAGE_SIZE, cursor }: { limit?: number; cursor?: string }) {
  return { limit: limit + 1, after: decodeCursor(CURSOR, { id: asUuid }, cursor) };
}

function presentPage(rows: ApiTokenRow[], asked: number) {
  return toPage(rows, asked - 1, presentApiToken, ({ id }) => encodeCursor(CURSOR, [id]));
}

function readExpiry(text: string): Date {
  const time = new Date(text);
  // The format lets a leap second through, which is no time we can count with.
  if (!(time.getTime() > Date.now()) || time.getUTCFullYear() > 9999) {
    throw wrong('/expires_at', 'is not a time to come');
  }
  return time;
}

function wordRefusal(error: unknown): never {
  if (error instanceof TooManyTokensError) {
    throw new ProblemError('conflict', `You have ${MOST_TOKENS} tokens for the organisation; revoke some first.`);
  }
  if (!(error instanceof NoSuchProjectError)) throw error;
  throw wrong(`/project_ids/${error.index}`, 'is not a project of the organisation');
}

function wrong(pointer: string, detail: string): ProblemError {
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer, detail }] });
}
