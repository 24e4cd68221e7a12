import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { MemberRow } from '@railguard/store/members';

export type Member = AnswerOf<RouteOf<'updateMember'>>;

export function presentMember(member: MemberRow): Member {
  return {
    id: member.id,
    email: member.email,
    name: member.name,
    role: member.role,
    teams: member.teams,
    joined_at: member.joined_at.toISOString(),
    last_active_at: member.last_active_at?.toISOString() ?? null,
    totp_enabled: member.totp_enabled,
  };
}
