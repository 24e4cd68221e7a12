import type { Kysely } from 'kysely';
import type { IssueEdit } from './edit-issues.ts';
import type { Tables } from './tables.ts';

/** The assignee is not a member of the issue's organisation. */
export class NotAMemberError extends Error {
  override name = 'NotAMemberError';
}

/** The issue's organisation has no such team. */
export class NoSuchTeamError extends Error {
  override name = 'NoSuchTeamError';
}

/** Whom an edit assigns issues to, as they are called now. */
export interface Assignees {
  assignee?: { id: string; email: string; name: string };
  team?: { id: string; name: string };
}

/** @throws NotAMemberError, NoSuchTeamError where the organisation does not have them */
export async function findAssignees(
  trx: Kysely<Tables>,
  organizationId: string,
  { assignee_id, team_id }: IssueEdit,
): Promise<Assignees> {
  return {
    ...(assignee_id ? { assignee: await findMember(trx, organizationId, assignee_id) } : {}),
    ...(team_id ? { team: await findTeam(trx, organizationId, team_id) } : {}),
  };
}

/** Held, here as below, so that nobody leaves before the issues refer to them. */
async function findMember(trx: Kysely<Tables>, organizationId: string, userId: string) {
  const member = await trx
    .selectFrom('membership')
    .innerJoin('user_account', 'user_account.id', 'membership.user_id')
    .select(['user_account.id', 'email', 'name'])
    .where('organization_id', '=', organizationId)
    .where('user_account.id', '=', userId)
    .forKeyShare('membership')
    .executeTakeFirst();
  if (!member) throw new NotAMemberError('the assignee is not a member of the organisation');
  return member;
}

async function findTeam(trx: Kysely<Tables>, organizationId: string, teamId: string) {
  const team = await trx
    .selectFrom('team')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', teamId)
    .forKeyShare()
    .executeTakeFirst();
  if (!team) throw new NoSuchTeamError('the organisation has no such team');
  return team;
}
