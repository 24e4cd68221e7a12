import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { isAtLeast } from '@railguard/contract/role';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import {
  type CommentRow,
  createComment,
  deleteComment,
  listComments,
  updateComment,
} from '@railguard/store/issue-comments';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentUser } from '../present/present-user.ts';

const CURSOR = 'issue comments';

export function issueCommentHandlers({ database }: ApiDeps) {
  return {
    async listIssueComments({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor)?.id;
      const rows = allowed(await listComments(database, scope, params.issue_id, { limit: limit + 1, after }));
      return toPage(rows, limit, presentComment, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async createIssueComment({ params, body, scope }) {
      return presentComment(allowed(await createComment(database, scope, params.issue_id, body.text)));
    },

    async updateIssueComment({ params, body, scope }) {
      const { issue_id, comment_id } = params;
      return presentComment(allowed(await updateComment(database, scope, issue_id, comment_id, body.text)));
    },

    async deleteIssueComment({ params, scope, access }) {
      const ofOthers = isAtLeast(access.role, 'admin');
      allowed(await deleteComment(database, scope, params.issue_id, params.comment_id, ofOthers));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

/** @throws ProblemError `not_found`; `forbidden` for what somebody else wrote */
function allowed<Answer>(answer: Answer | 'not_yours' | undefined): Answer {
  if (answer === undefined) throw new ProblemError('not_found');
  if (answer === 'not_yours') throw new ProblemError('forbidden', 'Somebody else wrote this comment.');
  return answer;
}

function presentComment(comment: CommentRow): AnswerOf<RouteOf<'createIssueComment'>> {
  const { id, issue_id, author, text, created_at, edited_at } = comment;
  return {
    id,
    issue_id,
    author: author && presentUser(author),
    text,
    created_at: created_at.toISOString(),
    edited_at: edited_at?.toISOString() ?? null,
  };
}
