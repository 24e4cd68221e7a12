import { createLog } from '@railguard/kit/log';
import { openQueue } from '@railguard/queue/open-queue';
import type { Queue } from '@railguard/queue/queue';
import { type DatabaseServer, startDatabaseServer } from '@railguard/testing/database-server';
import { type ProcessSet, startProcessSet } from '@railguard/testing/process-set';
import { createProject, type Project } from '@railguard/testing/product-reading';
import { type RabbitNode, startRabbitNode } from '@railguard/testing/rabbitmq-node';
import { mountSmallDisk, type SmallDisk } from '@railguard/testing/small-disk';
import { type Cable, layCable } from './cable.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createOutage, type Outage } from './outage.ts';
import { type Supervisor, supervise } from './supervisor.ts';

export type QueueName = 'rabbitmq' | 'postgres';

/** Where events go. */
export interface Projects {
  shop: Project;
  /** Takes few events a minute, and none from pages elsewhere. */
  limited: Project;
}

/** Railguard as separate processes, what it rests on, and what is known of it: all that faults and checks work with. */
export interface System {
  queueName: QueueName;
  set: ProcessSet;
  supervisor: Supervisor;
  database: DatabaseServer;
  /** Past the cable. */
  databaseUrl: string;
  /** Between the processes and the database. */
  databaseCable: Cable;
  /** What the database lies on, where such a disk could be mounted. */
  disk: SmallDisk | undefined;
  /** Undefined where the queue is in the database. */
  broker: RabbitNode | undefined;
  brokerCable: Cable | undefined;
  /** The system's own queue, as one more publisher sees it. */
  queue: Queue;
  projects: Projects;
  ledger: Ledger;
  /** Something went wrong that no later state would show. Each sentence is kept once. */
  found(sentence: string): void;
  findings(): string[];
  /** Of the database. */
  outage: Outage;
  destroy(): Promise<void>;
}

/** A frozen worker's messages are given to others after two of these. */
const HEARTBEAT_SECONDS = 2;
const DISK_BYTES = 1024 * 1024 * 1024;
const LIMIT_PER_MINUTE = 120;

/** Two ingestors, two workers and an API around a PostgreSQL and, for `rabbitmq`, a broker, all of them its own. */
export async function startSystem(queueName: QueueName): Promise<System> {
  const undo: (() => unknown)[] = [];
  async function destroy(): Promise<void> {
    for (const step of undo.splice(0).reverse()) await step();
  }
  try {
    const disk = mountSmallDisk(DISK_BYTES);
    if (disk) undo.push(disk.destroy);
    // Little log ahead of the tables, so that a full disk is felt by both.
    const database = await startDatabaseServer({ max_wal_size: '128MB', min_wal_size: '32MB' }, disk?.folder);
    undo.push(() => database.destroy());
    const broker = queueName === 'rabbitmq' ? await startRabbitNode() : undefined;
    if (broker) undo.push(() => broker.destroy());
    const databaseUrl = await database.createDatabase();
    const amqpUrl = broker && `${broker.url}?heartbeat=${HEARTBEAT_SECONDS}`;

    const cableTo = async (url: string) => {
      const cable = await layCable(Number(new URL(url).port));
      undo.push(cable.destroy);
      return { cable, url: throughCable(url, cable) };
    };
    const toDatabase = await cableTo(databaseUrl);
    const toBroker = amqpUrl ? await cableTo(amqpUrl) : undefined;
    const set = await startProcessSet({
      databaseUrl: toDatabase.url,
      amqpUrl: toBroker?.url,
      ingestors: 2,
      workers: 2,
      apis: 1,
    });
    undo.push(() => set.destroy());

    const findings = new Set<string>();
    const found = (sentence: string) => void findings.add(sentence);
    const supervisor = supervise(set.all(), found);
    undo.push(() => supervisor.close());
    const queue = openQueue({ amqpUrl, databaseUrl, log: createLog('chaos', 'silent') });
    undo.push(() => queue.close());
    return {
      queueName,
      set,
      supervisor,
      database,
      databaseUrl,
      databaseCable: toDatabase.cable,
      disk,
      broker,
      brokerCable: toBroker?.cable,
      queue,
      projects: await createProjects(set),
      ledger: createLedger(),
      found,
      findings: () => [...findings],
      outage: createOutage(),
      destroy,
    };
  } catch (error) {
    await destroy();
    throw error;
  }
}

function throughCable(url: string, { port }: Cable): string {
  const through = new URL(url);
  through.port = String(port);
  return through.href;
}

async function createProjects(set: ProcessSet): Promise<Projects> {
  const shop = await createProject(set, 'Shop');
  const limited = await createProject(set, 'Limited');
  const params = { project_id: limited.id };
  const body = { allowed_origins: ['https://shop.example'] };
  await set.client.call('updateProject', { params, body });
  const key = limited.keys[0]!;
  await set.client.call('updateProjectKey', {
    params: { ...params, key_id: key.id },
    body: { rate_limit_per_minute: LIMIT_PER_MINUTE },
  });
  return { shop, limited };
}
