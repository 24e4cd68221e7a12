/** Resolves where a dependency answers, rejects otherwise. */
export type ReadinessCheck = () => Promise<unknown>;

/**
 * What `GET /readyz` answers: 200 where `status` is `ok`, else 503. It tells strangers no reason: those name hosts, roles
 * and paths.
 */
export interface Readiness {
  status: ReadinessState;
  checks: Record<string, ReadinessState>;
}

type ReadinessState = 'ok' | 'unavailable';

/**
 * Asks every dependency at once; one that does not answer within `timeoutMs` counts as down.
 * @param onDown is told the name and the reason of each that is down, for the log
 */
export async function checkReadiness(
  checks: Record<string, ReadinessCheck>,
  onDown?: (name: string, reason: unknown) => void,
  timeoutMs = 2_000,
): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<[string, ReadinessState]> => {
      try {
        await answerWithin(check, timeoutMs);
        return [name, 'ok'];
      } catch (reason) {
        onDown?.(name, reason);
        return [name, 'unavailable'];
      }
    }),
  );
  const status = results.every(([, state]) => state === 'ok') ? 'ok' : 'unavailable';
  return { status, checks: Object.fromEntries(results) };
}

async function answerWithin(check: ReadinessCheck, timeoutMs: number): Promise<void> {
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([check(), timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
