import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { announceUpdated } from './edit-issues.ts';
import { writeActivity } from './issue-activity.ts';
import { memberIds, shownAs } from './issue-members.ts';
import { queryableOf } from './queryable-of.ts';
import { type Scope, seesProject } from './scope.ts';
import type { Tables } from './tables.ts';

export interface CommentRow {
  id: string;
  issue_id: string;
  author: { id: string; email: string; name: string } | null;
  text: string;
  created_at: Date;
  edited_at: Date | null;
}

/** Newest first, those of merged issues among them. undefined where the issue is not visible. */
export async function listComments(
  database: Database,
  scope: Scope,
  issueId: string,
  { limit, after }: { limit: number; after?: string },
): Promise<CommentRow[] | undefined> {
  const issue = await findIssue(database.kysely, scope, issueId);
  if (!issue) return undefined;
  const parts = await memberIds(database.kysely, issue);
  const beyond = after ? sql`and comment.id < ${after}` : sql``;
  return select(database.kysely, sql`comment.issue_id = any(${parts}::uuid[]) ${beyond}`, limit);
}

/** undefined where the issue is not visible. */
export async function createComment(
  database: Database,
  scope: Scope,
  issueId: string,
  text: string,
): Promise<CommentRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const issue = await findIssue(trx, scope, issueId);
    if (!issue) return undefined;
    const id = newUuid();
    await trx.insertInto('issue_comment').values({ id, issue_id: issue.id, author_id: scope.userId, text }).execute();
    const told = { issue_id: issue.id, actor_id: scope.userId, kind: 'commented', data: { comment_id: id } } as const;
    await writeActivity(queryableOf(trx), [told]);
    await announceUpdated(trx, [issue]);
    return (await select(trx, sql`comment.id = ${id}`, 1))[0];
  });
}

/** Only its author may rewrite a comment. undefined where there is none to see. */
export async function updateComment(
  database: Database,
  scope: Scope,
  issueId: string,
  commentId: string,
  text: string,
): Promise<CommentRow | 'not_yours' | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const found = await lockComment(trx, scope, issueId, commentId);
    if (!found) return undefined;
    if (found.author_id !== scope.userId) return 'not_yours';
    await trx.updateTable('issue_comment').set({ text, edited_at: sql`now()` }).where('id', '=', commentId).execute();
    await announceUpdated(trx, [found.issue]);
    return (await select(trx, sql`comment.id = ${commentId}`, 1))[0];
  });
}

/** @param ofOthers whether somebody else's may be deleted. undefined where there is none to see. */
export async function deleteComment(
  database: Database,
  scope: Scope,
  issueId: string,
  commentId: string,
  ofOthers: boolean,
): Promise<'deleted' | 'not_yours' | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const found = await lockComment(trx, scope, issueId, commentId);
    if (!found) return undefined;
    if (found.author_id !== scope.userId && !ofOthers) return 'not_yours';
    await trx.deleteFrom('issue_comment').where('id', '=', commentId).execute();
    await announceUpdated(trx, [found.issue]);
    return 'deleted';
  });
}

async function lockComment(trx: Kysely<Tables>, scope: Scope, issueId: string, commentId: string) {
  const issue = await findIssue(trx, scope, issueId);
  if (!issue) return undefined;
  const comment = await trx
    .selectFrom('issue_comment')
    .select('author_id')
    .where('id', '=', commentId)
    .where(sql<boolean>`issue_id = any(${await memberIds(trx, issue)}::uuid[])`)
    .forUpdate()
    .executeTakeFirst();
  return comment && { issue, author_id: comment.author_id };
}

/** The one that shows it, where it was merged. */
async function findIssue(kysely: Kysely<Tables>, scope: Scope, issueId: string) {
  return kysely
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .innerJoin('membership', 'membership.organization_id', 'project.organization_id')
    .select(['issue.id', 'issue.project_id', 'issue.member_count'])
    .where('issue.id', '=', shownAs(issueId))
    .where('issue.event_count', '>', 0)
    .where('project.deleted_at', 'is', null)
    .where(seesProject(scope))
    .executeTakeFirst();
}

async function select(kysely: Kysely<Tables>, which: RawBuilder<unknown>, limit: number): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select comment.id, comment.issue_id, comment.text, comment.created_at, comment.edited_at,
           case when author.id is not null
             then json_build_object('id', author.id, 'email', author.email, 'name', author.name) end as author
    from issue_comment as comment left join user_account as author on author.id = comment.author_id
    where ${which}
    order by comment.id desc limit ${limit}`.execute(kysely);
  return rows;
}
