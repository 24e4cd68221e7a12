import type { Outcome } from '@railguard/protocol/outcome';
import type { ProcessedEvent } from '@railguard/protocol/processed';
import { culpritOf } from './culprit.ts';
import { isHandled } from './handled.ts';
import { type Circumstances, normalise } from './normalise/event.ts';
import { groupByRules } from './project/group-by-rules.ts';
import type { ProjectRules } from './project/rules.ts';
import { removeAddress } from './scrub/address.ts';
import { scrub } from './scrub/event.ts';
import { tagsOfEvent } from './tags-of-event.ts';
import { titleOf } from './title.ts';
import { userIdentity } from './user-identity.ts';

/**
 * Takes one event in the canonical shape through every stage that looks into it, in this order:
 * normalised first, because everything after relies on types; refused next where the project does not want it, before
 * more is spent on it; scrubbed before anything is derived from it, because titles, culprits, tags and grouping
 * explanations are kept and read; source maps will be applied next, because grouping goes by the names they restore; grouped last.
 */
export function processEvent(
  sent: Record<string, unknown>,
  circumstances: Circumstances,
  rules: ProjectRules,
): ProcessedEvent | Outcome {
  const event = normalise(sent, circumstances);
  const refused = rules.refuse(event);
  if (refused) return refused;
  rules.markInApp(event);
  if (rules.removesAddresses) removeAddress(event);
  scrub(event, rules.keys);
  const identity = userIdentity(event);
  const handled = isHandled(event);
  return {
    event,
    grouping: groupByRules(event, rules),
    title: titleOf(event),
    culprit: culpritOf(event),
    handled,
    tags: tagsOfEvent(event, handled),
    ...(identity === undefined ? {} : { user_identity: identity }),
  };
}
