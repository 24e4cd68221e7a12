import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './job.ts';

/** Has a generator of its own do the job. @throws Error where it fails, or nothing was accepted */
export function runLoad(job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'generator.ts'));
    let result: LoadResult | undefined;
    child.once('message', (message) => {
      result = message as LoadResult;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (!result) reject(new Error(`the load generator ended with ${code ?? signal}`));
      else if (result.accepted === 0) reject(new Error(`nothing was accepted: ${JSON.stringify(result.refused)}`));
      else resolve(result);
    });
    child.send(job);
  });
}
