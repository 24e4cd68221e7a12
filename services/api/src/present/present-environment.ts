import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { EnvironmentRow } from '@railguard/store/environments';

export type Environment = AnswerOf<RouteOf<'updateEnvironment'>>;

export function presentEnvironment({ name, first_seen, last_seen, is_hidden }: EnvironmentRow): Environment {
  return { name, first_seen: first_seen.toISOString(), last_seen: last_seen.toISOString(), is_hidden };
}
