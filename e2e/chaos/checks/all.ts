import type { Check } from './check.ts';
import { countsAgree } from './counts-agree.ts';
import { issuesAreGroups } from './issues-are-groups.ts';
import { memoryIsBounded } from './memory-is-bounded.ts';
import { noDeadLetters } from './no-dead-letters.ts';
import { outcomesAddUp } from './outcomes-add-up.ts';
import { readable } from './readable.ts';
import { storedOnce } from './stored-once.ts';
import { toldOnce } from './told-once.ts';
import { usersCounted } from './users-counted.ts';

/** What must hold whenever the system is at rest. */
export const CHECKS: Check[] = [
  storedOnce,
  countsAgree,
  usersCounted,
  issuesAreGroups,
  toldOnce,
  outcomesAddUp,
  noDeadLetters,
  memoryIsBounded,
  readable,
];
