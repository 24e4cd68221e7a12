import { ProblemError } from '@railguard/contract/problem';
import { isAtLeast, type Role } from '@railguard/contract/role';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { MOST_SAVED_VIEWS } from '@railguard/protocol/saved-view';
import {
  createView,
  deleteView,
  listViews,
  type SavedViewRow,
  setDefaultView,
  TooManyViewsError,
  updateView,
} from '@railguard/store/saved-views';
import type { ApiDeps } from '../api-deps.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';

type SavedView = AnswerOf<RouteOf<'createSavedView'>>;

export function savedViewHandlers({ database }: ApiDeps) {
  return {
    async listSavedViews({ params, scope, access }) {
      const rows = await listViews(database, scope, params.organization_id);
      return { data: rows.map((view) => present(view, access.role)) };
    },

    async createSavedView({ params, body, scope, access }) {
      const { is_shared = false, sort = 'last_seen', ...view } = body;
      if (is_shared && !isAtLeast(access.role, 'member')) {
        throw new ProblemError('forbidden', `Sharing a view needs the role member; you are here as ${access.role}.`);
      }
      const input = { ...view, sort, kind: is_shared ? 'shared' : 'own' } as const;
      return present(
        allowed(await createView(database, scope, params.organization_id, input).catch(word)),
        access.role,
      );
    },

    async updateSavedView({ params, body, scope, access }) {
      const { organization_id, view_id } = params;
      const ofOthers = isAtLeast(access.role, 'admin');
      return present(allowed(await updateView(database, scope, organization_id, view_id, body, ofOthers)), access.role);
    },

    async deleteSavedView({ params, scope, access }) {
      const ofOthers = isAtLeast(access.role, 'admin');
      allowed(await deleteView(database, scope, params.organization_id, params.view_id, ofOthers));
      return undefined;
    },

    async setDefaultView({ params, scope }) {
      found(await setDefaultView(database, scope, params.organization_id, params.view_id, true));
      return undefined;
    },

    async unsetDefaultView({ params, scope }) {
      found(await setDefaultView(database, scope, params.organization_id, params.view_id, false));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function present({ is_maker, created_at, ...view }: SavedViewRow, role: Role): SavedView {
  const can_edit = !view.is_shared || is_maker || isAtLeast(role, 'admin');
  return { ...view, can_edit, created_at: created_at.toISOString() };
}

/** @throws ProblemError `not_found`; `forbidden` for what somebody else shared */
function allowed<Answer>(answer: Answer | 'not_yours' | undefined): Answer {
  if (answer === 'not_yours') throw new ProblemError('forbidden', 'Somebody else made this view for everybody.');
  return found(answer);
}

function word(error: unknown): never {
  if (!(error instanceof TooManyViewsError)) throw error;
  throw new ProblemError('conflict', `There are ${MOST_SAVED_VIEWS} views of this kind already; delete one first.`);
}
