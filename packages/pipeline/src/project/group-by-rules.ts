import type { Event } from '@railguard/protocol/event';
import type { Grouping } from '@railguard/protocol/processed';
import { group } from '../group/all.ts';
import type { ProjectRules } from './rules.ts';

/** A rule's fingerprint counts for more than the SDK's; the event itself keeps what was sent. */
export function groupByRules(event: Event, rules: Pick<ProjectRules, 'fingerprint'>): Grouping {
  const chosen = rules.fingerprint(event);
  if (!chosen) return group(event);
  const grouping = group({ ...event, fingerprint: chosen.fingerprint });
  return { ...grouping, explanation: [{ label: 'fingerprint rule', value: chosen.rule }, ...grouping.explanation] };
}
