import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { TeamRow } from '@railguard/store/teams';

export type Team = AnswerOf<RouteOf<'getTeam'>>;

export function presentTeam(team: TeamRow): Team {
  return { ...team, created_at: team.created_at.toISOString() };
}
