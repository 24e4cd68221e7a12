import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { type AlertRow, getAlert, listAlerts, listOrganizationAlerts } from '@railguard/store/alert-history';
import { getAlertRule } from '@railguard/store/alert-rules';
import { testRule } from '../alerts/test-rule.ts';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { readProjectIds } from '../read-project-ids.ts';

type Alert = AnswerOf<RouteOf<'getAlert'>>;

const CURSOR = 'alerts';

export function alertHandlers({ database, config }: ApiDeps) {
  return {
    async listAlerts({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, state, rule_id: ruleId, issue_id: issueId } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const page = { limit: limit + 1, state, ruleId, issueId, after };
      const rows = await listAlerts(database, scope, params.project_id, page);
      return toPage(rows, limit, present, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async listOrganizationAlerts({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, state } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const searched = { organizationId: params.organization_id, projectIds: readProjectIds(query.project_id) };
      const rows = await listOrganizationAlerts(database, scope, searched, { limit: limit + 1, state, after });
      return toPage(rows, limit, present, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async getAlert({ params, scope }) {
      return present(found(await getAlert(database, scope, params.project_id, params.alert_id)));
    },

    async testAlertRule({ params, scope }) {
      const { project_id: projectId, rule_id } = params;
      const rule = found(await getAlertRule(database, scope, projectId, rule_id));
      const id = found(await testRule(database, { projectId, rule, userId: scope.userId }, config.url));
      return present(found(await getAlert(database, scope, projectId, id)));
    },
  } satisfies Partial<Handlers>;
}

function present(row: AlertRow): Alert {
  const { id, project_id, occasion, issue, state, reason } = row;
  return {
    id,
    project_id,
    occasion,
    rule: { id: row.rule_id, name: row.rule_name },
    issue,
    channel: 'email',
    to: row.address,
    state,
    reason,
    release_at: row.release_at?.toISOString() ?? null,
    mail:
      row.subject === null
        ? null
        : {
            subject: row.subject,
            attempts: row.attempts ?? 0,
            sent_at: row.sent_at?.toISOString() ?? null,
            next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
            response: row.response,
          },
    created_at: row.created_at.toISOString(),
  };
}
