import { createLog } from '@railguard/kit/log';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import { openQueue } from '@railguard/queue/open-queue';
import type { Queue } from '@railguard/queue/queue';
import { eventually } from '@railguard/testing/eventually';
import { type Figure, median } from '../figure.ts';
import type { Payload } from '../load/request-template.ts';
import { type Bench, type Measurement, repeat } from '../measurement.ts';
import { storeCount } from '../product/store-count.ts';
import { createTarget, type Target } from '../product/target.ts';
import { type Deployment, type Transport, withoutRabbitmq, withProcessSet } from '../product/with-process-set.ts';

interface Drained {
  /** While nobody took them out. */
  acceptedPerSecond: number;
  perSecond: number;
  /** From the start of the worker's process to the first stored event, in seconds. */
  firstAfter: number;
}

const PAYLOAD: Payload = { size: '2 kB', format: 'native', gzip: false };
const DRAINED_WITHIN_MS = 30_000;

/**
 * How fast a worker that was away catches up: it is stopped, events are sent, it is started again. The clock runs from
 * the first of them that can be read until all can be and the queue is empty; nothing else is sent meanwhile.
 */
export const drain: Measurement = {
  name: 'drain',
  describes: 'how fast a worker that was stopped drains the queue, RabbitMQ beside PostgreSQL',
  impossible: withoutRabbitmq,
  async run(bench) {
    const postgres = await runsOf(bench, 'postgres');
    const rabbitmq = await runsOf(bench, 'rabbitmq');
    const beside = { title: 'the queue in PostgreSQL', value: median(postgres.map(({ perSecond }) => perSecond)) };
    return [
      { ...figureOf('rabbitmq', 'RabbitMQ', rabbitmq), baseline: beside },
      figureOf('postgres', 'the queue in PostgreSQL', postgres),
    ];
  },
};

function figureOf(id: Transport, title: string, results: Drained[]): Figure {
  const runs = results.map(({ perSecond }) => perSecond);
  const accepted = Math.round(median(results.map(({ acceptedPerSecond }) => acceptedPerSecond)));
  const firstAfter = median(results.map(({ firstAfter }) => firstAfter)).toFixed(1);
  return {
    id: `drain_${id}`,
    title: `Drained after a stop of the worker, ${title}`,
    value: median(runs),
    unit: 'events/s',
    runs,
    note: `2 kB; the first is stored ${firstAfter} s after the worker's start; ${accepted} accepted/s while it was away`,
  };
}

function runsOf(bench: Bench, transport: Transport): Promise<Drained[]> {
  return withProcessSet(bench, transport, async (deployment) => {
    const { amqpUrl, databaseUrl, cpuSeconds } = deployment;
    const { storedEvents, runs } = bench.options.scale;
    const count = storedEvents[PAYLOAD.size];
    const queue = openQueue({ amqpUrl, databaseUrl, log: createLog('bench', 'error', process.stderr) });
    try {
      const target = await createTarget(deployment, PAYLOAD);
      await storeCount(target, count, cpuSeconds);
      bench.say(`${count} events while the worker is away`);
      return await repeat(runs, () => drainOnce(deployment, queue, target, count));
    } finally {
      await queue.close();
    }
  });
}

async function drainOnce({ set }: Deployment, queue: Queue, target: Target, count: number): Promise<Drained> {
  const worker = set.workers[0]!;
  await worker.stop();
  const before = await target.stored();
  const { accepted, acceptedPerSecond } = await target.load({ kind: 'count', requests: count });
  const startedAt = performance.now();
  worker.start();
  const first = await eventually('the first event is stored', target.stored, (stored) => stored > before);
  const firstAt = performance.now();
  await target.untilStored(accepted);
  await eventually(
    'the queue is empty',
    () => waitingIn(queue),
    (waiting) => waiting === 0,
    DRAINED_WITHIN_MS,
  );
  return {
    acceptedPerSecond,
    perSecond: (before + accepted - first) / ((performance.now() - firstAt) / 1_000),
    firstAfter: (firstAt - startedAt) / 1_000,
  };
}

async function waitingIn(queue: Queue): Promise<number> {
  const { ready, delayed, leased } = await queue.depth(EVENTS_RAW);
  return ready + delayed + leased;
}
