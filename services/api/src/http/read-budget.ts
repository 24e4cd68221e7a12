import { ProblemError } from '@railguard/contract/problem';
import { createGate, type Gate } from '../auth/gate.ts';

/**
 * What one person may spend on expensive reads, in time: so that one who asks for everything at once, or a program in
 * a loop, leaves the database to others. Counted is how long reads really took, so cheap ones are as good as free.
 *
 *     saved up ─ a read takes its time ─► less ─ nothing left ─► refused until some is earned again
 *         ▲                                │
 *         └──── a second earns a second ───┘
 */
export interface ReadBudget {
  /** @throws ProblemError `rate_limited` where too much runs or waits already, or too much was spent lately */
  spend<Result>(person: string, read: () => Promise<Result>): Promise<Result>;
}

/** Of the connections of a process, less than half for one person. */
const MOST_AT_ONCE = 4;
/** A page of many charts asks for all of them together. */
const MOST_WAITING = 16;
const MOST_SAVED_MS = 30_000;
const MOST_PERSONS = 10_000;

interface Account {
  gate: Gate;
  /** Below zero after a read that took longer than what was left. */
  savedMs: number;
  countedAt: number;
  open: number;
}

export function createReadBudget(clock: () => number = () => performance.now()): ReadBudget {
  /** In the order of their last read; whoever has none open and comes first is forgotten where there is no room. */
  const accounts = new Map<string, Account>();

  function accountOf(person: string): Account {
    const now = clock();
    const fresh = { gate: createGate(MOST_AT_ONCE, MOST_WAITING), savedMs: MOST_SAVED_MS, countedAt: now, open: 0 };
    const account = accounts.get(person) ?? fresh;
    account.savedMs = Math.min(MOST_SAVED_MS, account.savedMs + now - account.countedAt);
    account.countedAt = now;
    accounts.delete(person);
    if (accounts.size >= MOST_PERSONS) forgetOne();
    accounts.set(person, account);
    return account;
  }

  function forgetOne(): void {
    for (const [person, { open }] of accounts) {
      if (open === 0) return void accounts.delete(person);
    }
  }

  return {
    async spend(person, read) {
      const account = accountOf(person);
      if (account.savedMs <= 0) {
        const detail = 'Your searches and statistics have taken too much time lately.';
        throw new ProblemError('rate_limited', detail, { retryAfterSeconds: (1_000 - account.savedMs) / 1_000 });
      }
      account.open += 1;
      try {
        return await account.gate(async () => {
          const started = clock();
          try {
            return await read();
          } finally {
            account.savedMs -= clock() - started;
          }
        });
      } finally {
        account.open -= 1;
      }
    },
  };
}
