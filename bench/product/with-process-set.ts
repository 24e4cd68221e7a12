import { startDatabaseServer } from '@railguard/testing/database-server';
import { type ProcessSet, startProcessSet } from '@railguard/testing/process-set';
import { rabbitmqScripts, startRabbitNode } from '@railguard/testing/rabbitmq-node';
import type { ServiceName } from '@railguard/testing/service-process';
import type { Bench } from '../measurement.ts';
import { cpuSecondsBelow } from './cpu-time.ts';
import { profiling } from './profiling.ts';
import type { Receiver } from './target.ts';

/** Where separate processes keep what they accepted. */
export type Transport = 'rabbitmq' | 'postgres';

/** One ingestor, one worker and one API as processes of their own, on servers that nobody else uses. */
export interface Deployment extends Receiver {
  set: ProcessSet;
  databaseUrl: string;
  /** Undefined where the queue is in the database. */
  amqpUrl: string | undefined;
  /** What the living processes have used so far, in seconds of processor time. */
  cpuSeconds(): Record<Part, number>;
}

export type Part = ServiceName | 'broker' | 'database';

/**
 * In place of what tests give a broker: RabbitMQ's own log size, since with a smaller one a 20 kB message is written twice
 * and read from files (54 µs of the broker's time for each consumed, against 20), and the memory that goes with it.
 */
const AS_DEPLOYED = ['raft.wal_max_size_bytes = 536870912', 'vm_memory_high_watermark.absolute = 2GiB'];

/** For `Measurement.impossible`. */
export function withoutRabbitmq(): string | undefined {
  return rabbitmqScripts() ? undefined : 'RabbitMQ is not installed on this machine (on Debian: rabbitmq-server)';
}

/**
 * Runs `work` with separate processes on an empty database, and clears everything away afterwards. PostgreSQL has the
 * settings of the embedded one and runs as an unprivileged user, so figures compare with those of one machine.
 */
export async function withProcessSet<T>(
  { options, say }: Bench,
  transport: Transport,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  say(`starting separate processes that queue in ${transport === 'rabbitmq' ? 'RabbitMQ' : 'PostgreSQL'}`);
  const started: { destroy(): Promise<void> }[] = [];
  const own = <S extends { destroy(): Promise<void> }>(server: S): S => {
    started.unshift(server);
    return server;
  };
  try {
    const database = own(await startDatabaseServer());
    const broker = transport === 'rabbitmq' ? own(await startRabbitNode({ config: AS_DEPLOYED })) : undefined;
    const databaseUrl = await database.createDatabase();
    const set = own(await startProcessSet({ databaseUrl, amqpUrl: broker?.url, env: profiling(options) }));
    const all = (service: ServiceName) =>
      set
        .all()
        .filter((one) => one.service === service && one.isRunning())
        .reduce((sum, one) => sum + cpuSecondsBelow(one.pid()), 0);
    const result = await work({
      set,
      databaseUrl,
      amqpUrl: broker?.url,
      client: set.client,
      port: set.ingestors[0]!.port,
      cpuSeconds: () => ({
        ingestor: all('ingestor'),
        worker: all('worker'),
        api: all('api'),
        broker: broker ? cpuSecondsBelow(broker.pid()) : 0,
        database: cpuSecondsBelow(database.pid()!),
      }),
    });
    // Node writes profiles only where it ends in order.
    if (options.profileDir) await set.stop();
    return result;
  } finally {
    for (const one of started) await one.destroy();
  }
}
