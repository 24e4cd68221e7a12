import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Name, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { User } from './me.ts';

const Team = Type.Object(
  {
    id: Uuid,
    organization_id: Uuid,
    name: Type.String(),
    member_count: Type.Integer({ minimum: 0 }),
    project_count: Type.Integer({ minimum: 0 }),
    created_at: Timestamp,
  },
  { $id: 'Team' },
);

const TeamProject = Type.Object(
  { id: Uuid, slug: Type.String(), name: Type.String() },
  { $id: 'TeamProject', description: 'A project that a team answers for.' },
);

const WHAT_TEAMS_ARE =
  'A team groups people and says who answers for a project. It restricts nothing: everybody in the organisation sees all of its projects.';

const organizationParams = Type.Object({ organization_id: Uuid });
const teamParams = Type.Object({ organization_id: Uuid, team_id: Uuid });
const memberParams = Type.Object({ organization_id: Uuid, team_id: Uuid, user_id: Uuid });
const projectParams = Type.Object({ organization_id: Uuid, team_id: Uuid, project_id: Uuid });
const body = Type.Object({ name: Name });

export const teamRoutes = [
  defineRoute({
    operationId: 'listTeams',
    tag: 'Teams',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/teams',
    summary: 'Teams of an organisation, by name',
    description: WHAT_TEAMS_ARE,
    auth: 'user',
    role: 'viewer',
    params: organizationParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of teams.', schema: pageOf(Team) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createTeam',
    tag: 'Teams',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/teams',
    summary: 'Create a team',
    description: WHAT_TEAMS_ARE,
    auth: 'user',
    role: 'admin',
    params: organizationParams,
    body,
    success: { status: 201, description: 'The team, with nobody in it.', schema: Team },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'getTeam',
    tag: 'Teams',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/teams/:team_id',
    summary: 'One team',
    auth: 'user',
    role: 'viewer',
    params: teamParams,
    success: { status: 200, description: 'The team.', schema: Team },
  }),
  defineRoute({
    operationId: 'updateTeam',
    tag: 'Teams',
    method: 'PATCH',
    path: '/api/v1/organizations/:organization_id/teams/:team_id',
    summary: 'Rename a team',
    auth: 'user',
    role: 'admin',
    params: teamParams,
    body,
    success: { status: 200, description: 'The team as it is now.', schema: Team },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'deleteTeam',
    tag: 'Teams',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/teams/:team_id',
    summary: 'Delete a team',
    description: 'Its people and projects stay.',
    auth: 'user',
    role: 'admin',
    params: teamParams,
    success: { status: 204, description: 'Deleted.' },
  }),
  defineRoute({
    operationId: 'listTeamMembers',
    tag: 'Teams',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/teams/:team_id/members',
    summary: 'People of a team, by address',
    auth: 'user',
    role: 'viewer',
    params: teamParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of people.', schema: pageOf(User) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'addTeamMember',
    tag: 'Teams',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/teams/:team_id/members/:user_id',
    summary: 'Put a member of the organisation into a team',
    description: 'Harmless to repeat.',
    auth: 'user',
    role: 'admin',
    params: memberParams,
    success: { status: 204, description: 'They are in the team.' },
  }),
  defineRoute({
    operationId: 'removeTeamMember',
    tag: 'Teams',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/teams/:team_id/members/:user_id',
    summary: 'Take somebody out of a team',
    description: 'They stay in the organisation.',
    auth: 'user',
    role: 'admin',
    params: memberParams,
    success: { status: 204, description: 'They are no longer in the team.' },
  }),
  defineRoute({
    operationId: 'listTeamProjects',
    tag: 'Teams',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/teams/:team_id/projects',
    summary: 'Projects that a team answers for, by name',
    auth: 'user',
    role: 'viewer',
    params: teamParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of projects.', schema: pageOf(TeamProject) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'addTeamProject',
    tag: 'Teams',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/teams/:team_id/projects/:project_id',
    summary: 'Have a team answer for a project',
    description: 'Harmless to repeat. A project may have several teams.',
    auth: 'user',
    role: 'admin',
    params: projectParams,
    success: { status: 204, description: 'The team answers for it.' },
  }),
  defineRoute({
    operationId: 'removeTeamProject',
    tag: 'Teams',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/teams/:team_id/projects/:project_id',
    summary: 'Have a team no longer answer for a project',
    auth: 'user',
    role: 'admin',
    params: projectParams,
    success: { status: 204, description: 'The team no longer answers for it.' },
  }),
] as const;
