import type { Occasion, Recipient } from '@railguard/protocol/alert-rule';
import type { Queryable } from '../database.ts';
import type { AlertIssue, AlertProject } from './facts.ts';

/** Somebody that a rule tells. */
export interface Person {
  /** Null for an address without an account in the organisation. */
  user_id: string | null;
  /** In lower case; no two people of one alert have the same. */
  address: string;
  /** Whether they may change issues: a viewer's links would be refused. */
  may_edit: boolean;
}

/** Members by their accounts, teams by their members, addresses as they are; each person once. */
export async function findPeople(
  queryable: Queryable,
  project: Pick<AlertProject, 'id' | 'organization_id'>,
  recipients: Recipient[],
  issue: Pick<AlertIssue, 'assignee_id' | 'assignee_team_id'> | undefined,
): Promise<Person[]> {
  const members = recipients.flatMap((recipient) => (recipient.kind === 'member' ? recipient.user_id : []));
  const teams = recipients.flatMap((recipient) => (recipient.kind === 'team' ? recipient.team_id : []));
  const addresses = recipients.flatMap((recipient) =>
    recipient.kind === 'address' ? recipient.address.toLowerCase() : [],
  );
  if (issue && recipients.some(({ kind }) => kind === 'assignee')) {
    if (issue.assignee_id) members.push(issue.assignee_id);
    if (issue.assignee_team_id) teams.push(issue.assignee_team_id);
  }
  const ofProject = recipients.some(({ kind }) => kind === 'project');
  const { rows } = await queryable.query<Person>(FIND_PEOPLE, [
    project.organization_id,
    project.id,
    members,
    teams,
    addresses,
    ofProject,
  ]);
  const known = new Set(rows.map(({ address }) => address));
  const strangers = addresses.filter((address) => !known.has(address));
  return [...rows, ...[...new Set(strangers)].map((address) => ({ user_id: null, address, may_edit: false }))];
}

/** A project whose teams have nobody in them is everybody's. An address that somebody only claims is still a plain one. */
const FIND_PEOPLE = `
  with of_project as (
    select distinct team_member.user_id from team_project join team_member using (team_id)
    where team_project.project_id = $2 and $6
  )
  select user_account.id as user_id, lower(user_account.email) as address, membership.role <> 'viewer' as may_edit
  from membership join user_account on user_account.id = membership.user_id
  where membership.organization_id = $1 and (
    user_account.id = any($3::uuid[])
    or (lower(user_account.email) = any($5::text[]) and user_account.email_claimed_at is null)
    or user_account.id in (select user_id from team_member where team_id = any($4::uuid[]) and organization_id = $1)
    or user_account.id in (select user_id from of_project)
    or ($6 and not exists (select from of_project))
  )
  order by user_account.id`;

/** The person as they are now; undefined where they are not of the organisation any more, or have another address. */
export async function findAgain(
  queryable: Queryable,
  organizationId: string,
  { user_id, address }: Pick<Person, 'user_id' | 'address'>,
): Promise<Person | undefined> {
  if (user_id === null) return { user_id, address, may_edit: false };
  const { rows } = await queryable.query<{ may_edit: boolean }>(
    `select role <> 'viewer' as may_edit from membership join user_account on user_account.id = membership.user_id
     where membership.organization_id = $1 and membership.user_id = $2 and lower(email) = $3`,
    [organizationId, user_id, address],
  );
  return rows[0] && { user_id, address, ...rows[0] };
}

/** What somebody has said about alerts, as far as it matters for a project. */
export interface Wishes {
  is_paused: boolean;
  /** `hh:mm:ss` */
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: string;
  /** Of the project; null for everything. */
  occasions: Occasion[] | null;
  /** Rules that they unsubscribed from. */
  rule_ids: string[];
}

/** By address. */
export async function readWishes(
  queryable: Queryable,
  projectId: string,
  people: Pick<Person, 'user_id' | 'address'>[],
): Promise<Map<string, Wishes>> {
  const { rows } = await queryable.query<Wishes & { address: string }>(READ_WISHES, [
    projectId,
    people.map(({ user_id }) => user_id),
    people.map(({ address }) => address),
  ]);
  return new Map(rows.map(({ address, ...wishes }) => [address, wishes]));
}

const READ_WISHES = `
  select person.address, coalesce(is_paused, false) as is_paused, quiet_from::text, quiet_to::text,
         coalesce(time_zone, 'UTC') as time_zone,
         (select occasions from alert_choice
          where project_id = $1 and rule_id is null
            and (user_id = person.user_id or person.user_id is null and alert_choice.address = person.address)) as occasions,
         array(select rule_id from alert_choice
               where project_id = $1 and rule_id is not null
                 and (user_id = person.user_id or person.user_id is null and alert_choice.address = person.address)) as rule_ids
  from unnest($2::uuid[], $3::text[]) as person (user_id, address)
  left join alert_preference on alert_preference.user_id = person.user_id`;
