import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import {
  AlreadyInvitedError,
  createInvitation,
  listInvitations,
  MOST_INVITATIONS,
  NoSuchTeamError,
  renewInvitation,
  TooManyInvitationsError,
  withdrawInvitation,
} from '@railguard/store/invitations';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { newInvitationLink } from '../invitation-link.ts';
import { toPage } from '../page.ts';
import { presentInvitation } from '../present/present-invitation.ts';
import { wordMembershipError } from '../word-membership-error.ts';

const CURSOR = 'invitations';

export function invitationHandlers({ database, config }: ApiDeps) {
  return {
    async listInvitations({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const rows = await listInvitations(database, scope, params.organization_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentInvitation, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async createInvitation({ params, body, scope }) {
      const { url, writeMail, ...link } = newInvitationLink(config.url);
      const input = { ...link, ...body, team_ids: [...new Set(body.team_ids)] };
      const invitation = found(
        await createInvitation(database, scope, params.organization_id, input, writeMail).catch(wordRefusal),
      );
      return { ...presentInvitation(invitation), url };
    },

    async resendInvitation({ params, scope }) {
      const { organization_id, invitation_id } = params;
      const { url, writeMail, ...link } = newInvitationLink(config.url);
      const renewed = found(
        await renewInvitation(database, scope, organization_id, invitation_id, link, writeMail).catch(
          wordMembershipError,
        ),
      );
      return { ...presentInvitation(renewed), url };
    },

    async withdrawInvitation({ params, scope }) {
      found(await withdrawInvitation(database, scope, params.organization_id, params.invitation_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function wordRefusal(error: unknown): never {
  if (error instanceof AlreadyInvitedError) {
    throw new ProblemError('conflict', undefined, {
      errors: [
        {
          pointer: '/email',
          detail: error.isMember ? 'belongs to a member already' : 'is invited already; send that invitation again',
        },
      ],
    });
  }
  if (error instanceof TooManyInvitationsError) {
    throw new ProblemError('conflict', `${MOST_INVITATIONS} invitations are open; withdraw some that nobody accepts.`);
  }
  if (error instanceof NoSuchTeamError) {
    const errors = [{ pointer: `/team_ids/${error.index}`, detail: 'is not a team of the organisation' }];
    throw new ProblemError('invalid_request', undefined, { errors });
  }
  return wordMembershipError(error);
}
