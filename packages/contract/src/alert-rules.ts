/** What alert rules are made of and what becomes of alerts, for pages that offer a choice of it. */
export {
  ALERT_STATES,
  type AlertReason,
  type AlertRuleInput,
  type AlertState,
  type Condition,
  MOST_ALERT_RULES,
  OCCASIONS,
  type Occasion,
  type Recipient,
  type Trigger,
} from '@railguard/protocol/alert-rule';
export { LEVELS } from '@railguard/protocol/level';
