import type { ProcessSet } from '@railguard/testing/process-set';
import { type Figure, median } from '../figure.ts';
import type { Payload } from '../load/request-template.ts';
import { type Measurement, repeat } from '../measurement.ts';
import { storeCount } from '../product/store-count.ts';
import { createTarget, type Target } from '../product/target.ts';
import { type Part, withoutRabbitmq, withProcessSet } from '../product/with-process-set.ts';

const PAYLOAD: Payload = { size: '2 kB', format: 'native', gzip: false };
const MOST_WORKERS = 4;
const WARM_UP_SHARE = 0.25;

/**
 * What an event costs as workers are added around one broker and one database. The cores of this machine are shared by
 * all of them, so the figure is not how many events a second they reach but whether each event grows dearer. They find
 * a full queue, or more workers would only take smaller batches.
 */
export const workers: Measurement = {
  name: 'workers',
  describes: 'processor time of an event as workers grow from one to four',
  impossible: withoutRabbitmq,
  run: (bench) =>
    withProcessSet(bench, 'rabbitmq', async ({ set, cpuSeconds, ...receiver }) => {
      const { storedEvents, runs } = bench.options.scale;
      const count = storedEvents[PAYLOAD.size];
      const preloaded = preloading(set, await createTarget(receiver, PAYLOAD));
      const figures: Figure[] = [];
      for (let number = 1; number <= MOST_WORKERS; number++) {
        if (number > 1) await set.add('worker', 1);
        await set.ready();
        await storeCount(preloaded, Math.round(count * WARM_UP_SHARE), cpuSeconds);
        bench.say(`${count} events through ${number} of them`);
        const results = await repeat(runs, () => storeCount(preloaded, count, cpuSeconds));
        const cpu = (...parts: Part[]) =>
          median(results.map(({ microseconds }) => parts.reduce((sum, part) => sum + microseconds[part], 0)));
        const perSecond = median(results.map((result) => result.perSecond));
        const one = figures[0];
        figures.push({
          id: `workers_${number}`,
          title: `Processor time of an event, ${number === 1 ? '1 worker' : `${number} workers`}`,
          value: cpu('ingestor', 'worker', 'api'),
          unit: 'µs',
          ...(one ? { baseline: { title: '1 worker', value: one.value } } : {}),
          note:
            `${Math.round(cpu('worker'))} of it in workers; besides, broker ${Math.round(cpu('broker'))} and ` +
            `database ${Math.round(cpu('database'))} µs; ${Math.round(perSecond)} events/s`,
        });
      }
      return figures;
    }),
};

/** A target whose workers are held while events are sent to it. */
function preloading(set: ProcessSet, target: Target): Target {
  return {
    ...target,
    async load(plan) {
      for (const worker of set.workers) worker.pause();
      return target.load(plan).finally(() => {
        for (const worker of set.workers) worker.resume();
      });
    },
  };
}
