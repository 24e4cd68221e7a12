import { createClient } from '@railguard/client/client';
import { writeAlert } from '@railguard/store/alerts/alerts';
import { noteEnvironments } from '@railguard/store/environments';
import { queueMail } from '@railguard/store/mails';
import { OWNER, type startApiWithOwner } from './api.ts';
import type { World } from './route-samples.ts';
import { seedEvents, seedUser } from './seed.ts';

/** The organisation of the set-up link with one of everything that a path can name. */
export async function createWorld(api: Awaited<ReturnType<typeof startApiWithOwner>>): Promise<World> {
  const { client, database, url } = api;
  const { project, key } = api.owner;
  const { organization_id } = project;
  const [event_id] = await seedEvents(database, project.id, [{ title: 'Private' }]);
  const issues = await client.call('listIssues', { params: { project_id: project.id } });
  const comment = { params: { issue_id: issues.data[0]!.id }, body: { text: 'Private' } };
  const comment_id = (await client.call('createIssueComment', comment)).id;
  const person = { email: 'colleague@example.com', role: 'member', organizationId: organization_id } as const;
  const colleague = await seedUser(database, person);
  const team = await client.call('createTeam', { params: { organization_id }, body: { name: 'Private' } });
  const params = { organization_id, team_id: team.id };
  await client.call('addTeamMember', { params: { ...params, user_id: colleague.id } });
  await client.call('addTeamProject', { params: { ...params, project_id: project.id } });
  const guest = { email: 'invited@example.com', role: 'viewer' } as const;
  const invitation = await client.call('createInvitation', { params: { organization_id }, body: guest });
  const token = await client.call('createMyToken', { body: { name: 'Private', access: 'read', organization_id } });
  const view = { name: 'Private', query: 'is:unresolved', is_shared: true };
  const view_id = (await client.call('createSavedView', { params: { organization_id }, body: view })).id;
  await createClient({ baseUrl: url }).signIn(OWNER);
  const sessions = await client.call('listMySessions');
  await noteEnvironments(database, [{ projectId: project.id, name: 'production', at: Date.now() }]);
  const mail_id = await queueMail(database.kysely, { to: 'ann@example.com', subject: 'Private', text: 'Private' });
  const ofProject = { params: { project_id: project.id } };
  const rule = (await client.call('listAlertRules', ofProject)).data[0]!;
  const alert_id = await writeAlert(database.pool, {
    projectId: project.id,
    notificationId: null,
    rule,
    issueId: issues.data[0]!.id,
    occasion: 'new_issue',
    channel: 'email',
    person: { user_id: null, address: 'ann@example.com' },
    state: 'queued',
    mailId: mail_id,
  });
  return {
    database,
    url,
    owner: client,
    ids: {
      organization_id,
      project_id: project.id,
      key_id: key.id,
      issue_id: issues.data[0]!.id,
      event_id: event_id!,
      comment_id,
      user_id: colleague.id,
      team_id: team.id,
      invitation_id: invitation.id,
      token_id: token.id,
      session_id: sessions.data.find(({ is_current }) => !is_current)!.id,
      environment: 'production',
      key: 'environment',
      mail_id,
      view_id,
      rule_id: rule.id,
      alert_id: alert_id!,
    },
  };
}
