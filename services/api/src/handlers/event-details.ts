import { eventMarkdown } from '@railguard/contract/event-markdown';
import { groupByRules } from '@railguard/pipeline/project/group-by-rules';
import { compileRules } from '@railguard/pipeline/project/rules';
import { findEvent } from '@railguard/store/events';
import { hashesOf } from '@railguard/store/issue-members';
import { getIssue } from '@railguard/store/issues';
import { getProjectSettings } from '@railguard/store/project-settings';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import type { RawEvent } from '../present/present-event.ts';

export function eventDetailHandlers({ database }: ApiDeps) {
  const find = async (scope: Scope, { project_id, event_id }: { project_id: string; event_id: string }) =>
    found(await findEvent(database, scope, project_id, event_id));

  return {
    async getEventGrouping({ params, scope }) {
      const { event, issue_id } = await find(scope, params);
      const issue = found(await getIssue(database, scope, issue_id));
      const settings = found(await getProjectSettings(database, scope, params.project_id));
      const { algorithm, hash, explanation } = groupByRules(event, compileRules(settings));
      return {
        algorithm,
        hash,
        parts: explanation.map(({ label, value }) => ({ label, value })),
        issue: { id: issue_id, algorithm: issue.grouping_algorithm, hash: issue.grouping_hash },
        is_of_issue: (await hashesOf(database.kysely, issue.id)).includes(hash),
      };
    },

    async downloadEvent({ params, scope, response }) {
      const { event } = await find(scope, params);
      response.attachment(`event-${event.event_id}.json`);
      return event as RawEvent;
    },

    async getEventMarkdown({ params, scope }) {
      const { event, received_at } = await find(scope, params);
      return eventMarkdown(event, { receivedAt: received_at.toISOString() });
    },
  } satisfies Partial<Handlers>;
}
