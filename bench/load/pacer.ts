import type { LoadPlan } from './job.ts';

/** Says when the next request is due: its time, now or in the past, or undefined where none is due yet or any more. */
export interface Pacer {
  start(now: number): void;
  take(now: number): number | undefined;
  /** Whether no request will be due any more. */
  isOver(now: number): boolean;
  /** Infinity for a plan without a time. */
  endsAt(): number;
}

export function createPacer(plan: LoadPlan): Pacer {
  let startedAt = 0;
  let taken = 0;
  const endsAt = () => (plan.kind === 'count' ? Number.POSITIVE_INFINITY : startedAt + plan.seconds * 1_000);
  const total = totalOf(plan);
  return {
    start(now) {
      startedAt = now;
    },
    take(now) {
      if (taken >= total) return undefined;
      if (plan.kind !== 'paced') {
        if (now >= endsAt()) return undefined;
        taken++;
        return now;
      }
      const dueAt = startedAt + (taken / plan.perSecond) * 1_000;
      if (dueAt > now) return undefined;
      taken++;
      return dueAt;
    },
    isOver: (now) => taken >= total || now >= endsAt(),
    endsAt,
  };
}

function totalOf(plan: LoadPlan): number {
  if (plan.kind === 'count') return plan.requests;
  return plan.kind === 'paced' ? Math.round(plan.perSecond * plan.seconds) : Number.POSITIVE_INFINITY;
}
