import type { AlertRule } from './alert-rule.ts';

export function isMuted({ muted_until }: Pick<AlertRule, 'muted_until'>): boolean {
  return muted_until !== null && Date.parse(muted_until) > Date.now();
}
