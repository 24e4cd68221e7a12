import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import type { Scope } from '@railguard/store/scope';
import { addTeamMember, listTeamMembers, removeTeamMember } from '@railguard/store/team-members';
import { addTeamProject, listTeamProjects, removeTeamProject } from '@railguard/store/team-projects';
import { createTeam, deleteTeam, getTeam, listTeams, TeamNameTakenError, updateTeam } from '@railguard/store/teams';
import type { ApiDeps } from '../api-deps.ts';
import { asText, asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentTeam } from '../present/present-team.ts';

const CURSOR = 'teams';
const MEMBER_CURSOR = 'team members';
const PROJECT_CURSOR = 'team projects';

interface TeamParams {
  organization_id: string;
  team_id: string;
}

export function teamHandlers({ database }: ApiDeps) {
  async function requireTeam(scope: Scope, { organization_id, team_id }: TeamParams): Promise<void> {
    found(await getTeam(database, scope, organization_id, team_id));
  }

  return {
    async listTeams({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { name: asText, id: asUuid }, query.cursor);
      const rows = await listTeams(database, scope, params.organization_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentTeam, ({ name, id }) => encodeCursor(CURSOR, [name, id]));
    },

    async createTeam({ params, body, scope }) {
      return presentTeam(found(await createTeam(database, scope, params.organization_id, body.name).catch(wordTaken)));
    },

    async getTeam({ params, scope }) {
      return presentTeam(found(await getTeam(database, scope, params.organization_id, params.team_id)));
    },

    async updateTeam({ params, body, scope }) {
      const { organization_id, team_id } = params;
      return presentTeam(found(await updateTeam(database, scope, organization_id, team_id, body).catch(wordTaken)));
    },

    async deleteTeam({ params, scope }) {
      found(await deleteTeam(database, scope, params.organization_id, params.team_id));
      return undefined;
    },

    async listTeamMembers({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(MEMBER_CURSOR, { email: asText, id: asUuid }, query.cursor);
      await requireTeam(scope, params);
      const page = { limit: limit + 1, after };
      const rows = await listTeamMembers(database, scope, params.organization_id, params.team_id, page);
      return toPage(
        rows,
        limit,
        (row) => row,
        ({ email, id }) => encodeCursor(MEMBER_CURSOR, [email, id]),
      );
    },

    async addTeamMember({ params, scope }) {
      found(await addTeamMember(database, scope, params.organization_id, params.team_id, params.user_id));
      return undefined;
    },

    async removeTeamMember({ params, scope }) {
      found(await removeTeamMember(database, scope, params.organization_id, params.team_id, params.user_id));
      return undefined;
    },

    async listTeamProjects({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(PROJECT_CURSOR, { name: asText, id: asUuid }, query.cursor);
      await requireTeam(scope, params);
      const page = { limit: limit + 1, after };
      const rows = await listTeamProjects(database, scope, params.organization_id, params.team_id, page);
      return toPage(
        rows,
        limit,
        (row) => row,
        ({ name, id }) => encodeCursor(PROJECT_CURSOR, [name, id]),
      );
    },

    async addTeamProject({ params, scope }) {
      found(await addTeamProject(database, scope, params.organization_id, params.team_id, params.project_id));
      return undefined;
    },

    async removeTeamProject({ params, scope }) {
      found(await removeTeamProject(database, scope, params.organization_id, params.team_id, params.project_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

/** What the store answered, where it found something. */
function found<Answer>(answer: Answer | undefined | false): Answer {
  if (answer === undefined || answer === false) throw new ProblemError('not_found');
  return answer;
}

function wordTaken(error: unknown): never {
  if (!(error instanceof TeamNameTakenError)) throw error;
  const errors = [{ pointer: '/name', detail: 'is taken by another team of the organisation' }];
  throw new ProblemError('conflict', 'The name is taken.', { errors });
}
