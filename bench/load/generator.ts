import { drive } from './drive.ts';
import type { LoadJob } from './job.ts';

// The load generator, in a process of its own: takes one job as a message, answers its result, and ends.
process.once('message', async (job: LoadJob) => {
  const result = await drive(job);
  process.send?.(result, () => process.disconnect?.());
});
