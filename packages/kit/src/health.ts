/** Resolves where a dependency answers, rejects otherwise. */
export type ReadinessCheck = () => Promise<unknown>;

/** What `GET /readyz` answers: 200 where `status` is `ok`, else 503. */
export interface Readiness {
  status: 'ok' | 'unavailable';
  /** By name: `ok`, or `error: ` and the reason. */
  checks: Record<string, string>;
}

/** Asks every dependency at once; one that does not answer within `timeoutMs` counts as down. */
export async function checkReadiness(checks: Record<string, ReadinessCheck>, timeoutMs = 2_000): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check, timeoutMs)] as const),
  );
  const status = results.every(([, result]) => result === 'ok') ? 'ok' : 'unavailable';
  return { status, checks: Object.fromEntries(results) };
}

async function outcomeOf(check: ReadinessCheck, timeoutMs: number): Promise<string> {
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([check(), timedOut]);
    return 'ok';
  } catch (error) {
    return `error: ${reasonOf(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

/** A refused connection to a host with several addresses has its reason in the parts, and an empty message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
