import { parseArgs } from 'node:util';
import type { QueueName } from './system.ts';

export interface Options {
  minutes: number;
  /** Chooses faults, their times and what is sent. */
  seed: number;
  queue: QueueName;
  /** Only faults whose names have one of these in them; empty for all. */
  only: string[];
  help: boolean;
}

export const USAGE = `npm run chaos -- [options]

  --minutes n       how long things go wrong (10)
  --seed n          the same faults in the same order as another run with this seed
  --queue postgres  without RabbitMQ: the queue in the database
  --only text       only faults that have this in their names; may be given several times
  --help
`;

const MOST_SEED = 2 ** 31;

/** @throws TypeError where an option is unknown or has no sensible value */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      queue: { type: 'string', default: 'rabbitmq' },
      only: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  if (!Number.isFinite(minutes) || minutes <= 0) throw new TypeError('--minutes: must be a number above 0');
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0 || seed >= MOST_SEED) {
    throw new TypeError(`--seed: must be a whole number from 0 to ${MOST_SEED - 1}`);
  }
  const { queue } = values;
  if (queue !== 'rabbitmq' && queue !== 'postgres') throw new TypeError('--queue: must be rabbitmq or postgres');
  return { minutes, seed, queue, only: values.only, help: values.help };
}
