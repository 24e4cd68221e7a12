import { ApiError } from '@railguard/client/api-error';
import { ProblemSchema } from '@railguard/contract/problem-schema';
import { Ajv } from 'ajv';
import { expect } from 'vitest';

const isProblem = new Ajv({ strict: false }).compile(ProblemSchema);

/** What a call was refused with, held against the schema of problems. Fails where it was not refused. */
export async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => expect.fail('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  if (!isProblem(error.problem)) expect.fail(`not a problem document: ${JSON.stringify(error.problem)}`);
  return error.problem;
}

/** The code alone. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await problemOf(call)).code;
}
