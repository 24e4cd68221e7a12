import { describe, expect, it } from 'vitest';
import { createReadBudget } from './read-budget.ts';

function newBudget() {
  let now = 0;
  const budget = createReadBudget(() => now);
  const take = (milliseconds: number) => async () => {
    now += milliseconds;
    return milliseconds;
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { budget, take, pass };
}

describe('the budget for expensive reads', () => {
  it('lets cheap reads be made without end', async () => {
    const { budget, take } = newBudget();
    for (let read = 0; read < 100_000; read++) await budget.spend('ann', take(1));
  });

  it('is spent by slow ones that overlap, and earned again by waiting', async () => {
    const { budget, take, pass } = newBudget();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = [1, 2, 3, 4].map(() => budget.spend('ann', () => promise));
    pass(20_000);
    resolve();
    await Promise.all(slow);
    // Thirty seconds were saved up and twenty earned, and four times twenty spent.
    const refused = { code: 'rate_limited', retryAfterSeconds: 31 };
    await expect(budget.spend('ann', take(1))).rejects.toMatchObject(refused);
    expect(await budget.spend('bob', take(1))).toBe(1);
    pass(31_000);
    expect(await budget.spend('ann', take(1))).toBe(1);
  });

  it('lets a person run four at once and have sixteen wait, and refuses the rest', async () => {
    const { budget } = newBudget();
    const { promise, resolve } = Promise.withResolvers<void>();
    const reads = Array.from({ length: 21 }, () =>
      budget
        .spend('ann', () => promise)
        .then(
          () => 'read',
          () => 'refused',
        ),
    );
    expect(await reads[20]).toBe('refused');
    expect(await budget.spend('bob', async () => 'read')).toBe('read');
    resolve();
    expect(await Promise.all(reads.slice(0, 20))).toEqual(Array(20).fill('read'));
  });

  it('is kept after a read that fails', async () => {
    const { budget, take } = newBudget();
    const fails = budget.spend('ann', async () => {
      await take(1)();
      throw new Error('the database is away');
    });
    await expect(fails).rejects.toThrow('the database is away');
    expect(await budget.spend('ann', take(1))).toBe(1);
  });
});
