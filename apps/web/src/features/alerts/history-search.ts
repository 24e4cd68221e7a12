import { ALERT_STATES, type AlertState } from '@railguard/contract/alert-rules';
import { isId } from './is-id.ts';

/** What the history is narrowed to; it stands in the address. */
export interface HistorySearch {
  state?: AlertState;
  /** Ids. */
  rule?: string;
  issue?: string;
}

export function readHistorySearch({ state, rule, issue }: Record<string, unknown>): HistorySearch {
  return {
    ...readState(state),
    ...(isId(rule) ? { rule } : {}),
    ...(isId(issue) ? { issue } : {}),
  };
}

/** What the alerts of all projects are narrowed to. */
export interface AllAlertsSearch {
  state?: AlertState;
  /** Id. */
  project?: string;
}

export function readAllAlertsSearch({ state, project }: Record<string, unknown>): AllAlertsSearch {
  return { ...readState(state), ...(isId(project) ? { project } : {}) };
}

function readState(state: unknown): { state?: AlertState } {
  return ALERT_STATES.includes(state as AlertState) ? { state: state as AlertState } : {};
}
