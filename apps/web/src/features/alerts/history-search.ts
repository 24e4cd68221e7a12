import { ALERT_STATES, type AlertState } from '@railguard/contract/alert-rules';

/** What the history is narrowed to; it stands in the address. */
export interface HistorySearch {
  state?: AlertState;
  /** Ids. */
  rule?: string;
  issue?: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readHistorySearch({ state, rule, issue }: Record<string, unknown>): HistorySearch {
  return {
    ...(ALERT_STATES.includes(state as AlertState) ? { state: state as AlertState } : {}),
    ...(isId(rule) ? { rule } : {}),
    ...(isId(issue) ? { issue } : {}),
  };
}

/** Of another form it would be a mistake of the API's. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
