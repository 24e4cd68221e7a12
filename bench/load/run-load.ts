import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './job.ts';

/** Past this share of requests without success the rest says nothing about the product. */
const MOST_FAILED = 0.01;

/** Has a generator of its own do the job. @throws Error where it fails, or more than a stray request does */
export function runLoad(job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'generator.ts'));
    let result: LoadResult | undefined;
    child.once('message', (message) => {
      result = message as LoadResult;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (!result) return reject(new Error(`the load generator ended with ${code ?? signal}`));
      const failed = Object.values(result.refused).reduce((sum, count) => sum + count, result.broken);
      if (failed <= result.accepted * MOST_FAILED) return resolve(result);
      const { accepted, refused, broken } = result;
      reject(new Error(`too many requests failed: ${JSON.stringify({ accepted, refused, broken })}`));
    });
    child.send(job);
  });
}
