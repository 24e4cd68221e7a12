import { ProblemError } from '@railguard/contract/problem';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { nextDigestAt } from '@railguard/notify/rules/digest-times';
import { isTimeZone } from '@railguard/notify/rules/quiet-hours';
import { DEFAULT_ALERT_RULE, MOST_ALERT_RULES, type Trigger } from '@railguard/protocol/alert-rule';
import {
  type AlertRuleRow,
  createAlertRule,
  deleteAlertRule,
  getAlertRule,
  listAlertRules,
  NoSuchRecipientError,
  TooManyRulesError,
  updateAlertRule,
} from '@railguard/store/alert-rules';
import { previewRule } from '../alerts/preview-rule.ts';
import type { ApiDeps } from '../api-deps.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';

type AlertRule = AnswerOf<RouteOf<'getAlertRule'>>;

export function alertRuleHandlers({ database }: ApiDeps) {
  return {
    async listAlertRules({ params, scope }) {
      return { data: (await listAlertRules(database, scope, params.project_id)).map(present) };
    },

    async createAlertRule({ params, body, scope }) {
      const { is_enabled = true, conditions = [], interval_minutes = DEFAULT_ALERT_RULE.interval_minutes } = body;
      const rule = { ...body, is_enabled, conditions, interval_minutes, ...digestOf(body.triggers) };
      return present(found(await createAlertRule(database, scope, params.project_id, rule).catch(word)));
    },

    async previewAlertRule({ params, body }) {
      digestOf(body.triggers);
      const { conditions = [], interval_minutes = DEFAULT_ALERT_RULE.interval_minutes } = body;
      return found(await previewRule(database, params.project_id, { ...body, conditions, interval_minutes }));
    },

    async getAlertRule({ params, scope }) {
      return present(found(await getAlertRule(database, scope, params.project_id, params.rule_id)));
    },

    async updateAlertRule({ params, body, scope }) {
      const { muted_until, ...rest } = body;
      const edit = {
        ...rest,
        ...(rest.triggers ? digestOf(rest.triggers) : {}),
        ...(muted_until === undefined ? {} : { muted_until: muted_until === null ? null : new Date(muted_until) }),
      };
      const { project_id, rule_id } = params;
      return present(found(await updateAlertRule(database, scope, project_id, rule_id, edit).catch(word)));
    },

    async deleteAlertRule({ params, scope }) {
      found(await deleteAlertRule(database, scope, params.project_id, params.rule_id));
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

/** When the next digest is due. @throws ProblemError `invalid_request` for a time zone that nobody knows */
function digestOf(triggers: Trigger[]): { next_digest_at: Date | null } {
  const errors = triggers.flatMap((trigger, index) =>
    trigger.occasion === 'digest' && !isTimeZone(trigger.time_zone)
      ? [{ pointer: `/triggers/${index}/time_zone`, detail: 'must be a time zone, as Europe/Berlin' }]
      : [],
  );
  if (errors.length > 0) throw new ProblemError('invalid_request', undefined, { errors });
  return { next_digest_at: nextDigestAt(triggers, new Date()) };
}

function present({ muted_until, created_at, updated_at, last_alert_at, ...rule }: AlertRuleRow): AlertRule {
  return {
    ...rule,
    muted_until: muted_until?.toISOString() ?? null,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
    last_alert_at: last_alert_at?.toISOString() ?? null,
  };
}

function word(error: unknown): never {
  if (error instanceof TooManyRulesError) {
    throw new ProblemError('conflict', `There are ${MOST_ALERT_RULES} alert rules already; delete one first.`);
  }
  if (error instanceof NoSuchRecipientError) {
    const pointer = `/recipients/${error.index}`;
    const detail = 'must be somebody, or a team, of the organisation';
    throw new ProblemError('invalid_request', undefined, { errors: [{ pointer, detail }] });
  }
  throw error;
}
