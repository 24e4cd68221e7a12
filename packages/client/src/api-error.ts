import type { Problem } from '@railguard/contract/problem';

/** An answer that is not a success. `problem` is the server's own where it sent one. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly problem: Problem;
  /** From `Retry-After`, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }
}

/** Reads an error answer. What a proxy in between answered is no problem document and counts as `unavailable`. */
export async function apiErrorFrom(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const problem: Problem = isProblem
    ? ((await response.json()) as Problem)
    : {
        type: 'about:blank',
        title: `The server answered ${response.status}.`,
        status: response.status,
        code: 'unavailable',
      };
  return new ApiError(problem, Number.isFinite(retryAfter) ? retryAfter : undefined);
}
