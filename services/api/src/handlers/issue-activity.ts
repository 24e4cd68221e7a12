import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { type ActivityRow, listActivity } from '@railguard/store/issue-activity';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentUser } from '../present/present-user.ts';

const CURSOR = 'issue activity';

export function issueActivityHandlers({ database }: ApiDeps) {
  return {
    async listIssueActivity({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor)?.id;
      const rows = await listActivity(database, scope, params.issue_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentActivity, ({ id }) => encodeCursor(CURSOR, [id]));
    },
  } satisfies Partial<Handlers>;
}

function presentActivity({ id, kind, actor, created_at, data }: ActivityRow): Activity {
  return { id, kind, actor: actor && presentUser(actor), created_at: created_at.toISOString(), data };
}

type Activity = AnswerOf<RouteOf<'listIssueActivity'>>['data'][number];
