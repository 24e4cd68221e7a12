import { describe, expect, it } from 'vitest';
import type { Fate } from './hand-over.ts';
import { settlementOf } from './settlement.ts';

const settle = (attempt: number, fate: Fate, deaths = 0) =>
  settlementOf([{ id: 'a', attempt, deaths, headers: {}, body: new Uint8Array() }], [fate], 3);

describe('a settlement', () => {
  it('retries while attempts are left, and buries with the last reason after that', () => {
    const verdict: Fate = { kind: 'retry', reason: 'busy', delayMs: 5 };
    expect(settle(2, verdict)).toEqual({ acked: [], retried: [{ id: 'a', delayMs: 5, reason: 'busy' }], dead: [] });
    expect(settle(3, verdict)).toEqual({ acked: [], retried: [], dead: [{ id: 'a', attempts: 3, reason: 'busy' }] });
  });

  it('retries after a fault however many attempts it took, within five minutes', () => {
    const { retried, dead } = settle(5_000, { kind: 'fault', reason: 'no database' });
    expect(dead).toEqual([]);
    expect(retried).toEqual([{ id: 'a', delayMs: expect.any(Number), reason: 'no database' }]);
    expect(retried[0]!.delayMs).toBeLessThanOrEqual(300_000);
  });

  it('does not wait the longer for consumers that died', () => {
    const { retried } = settle(7, { kind: 'fault', reason: 'no database' }, 6);
    expect(retried[0]!.delayMs).toBeLessThanOrEqual(1_000);
  });

  it('acknowledges however many attempts it took', () => {
    expect(settle(30, { kind: 'ack' }).acked).toEqual(['a']);
  });

  it.each([
    [-1, 0],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.POSITIVE_INFINITY, 604_800_000],
  ])('keeps a delay of %d ms within bounds', (delayMs, expected) => {
    expect(settle(1, { kind: 'retry', reason: '', delayMs }).retried[0]!.delayMs).toBe(expected);
  });

  it('backs off where the delay asked for is not a number', () => {
    const { delayMs } = settle(1, { kind: 'retry', reason: '', delayMs: Number.NaN }).retried[0]!;
    expect(delayMs).toBeGreaterThanOrEqual(500);
  });

  it('keeps reasons storable and short', () => {
    const { reason } = settle(1, { kind: 'dead', reason: `\0bad \ud800${'x'.repeat(10_000)}` }).dead[0]!;
    expect(reason).toHaveLength(1_999);
    expect(reason.startsWith('bad \ufffdx')).toBe(true);
  });
});
