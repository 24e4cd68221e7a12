import { type Client, createClient } from '@railguard/client/client';
import { signal } from './process-tree.ts';
import { type ServiceName, type ServiceProcess, startService } from './service-process.ts';

/** Railguard as separate processes around one database and, where there is one, a broker. */
export interface ProcessSet {
  readonly ingestors: ServiceProcess[];
  readonly workers: ServiceProcess[];
  readonly apis: ServiceProcess[];
  /** Every process, in the order of their start. */
  all(): ServiceProcess[];
  /** Of an ingestor: each time it is read, the next one that runs, as a proxy in front would choose. */
  readonly url: string;
  owner: { email: string; password: string };
  /** Of the first API; signed in as the owner once `signIn` was called. */
  client: Client;
  signIn(): Promise<void>;
  /** Starts more of a service, with settings added to those of the set; waits for nothing. */
  add(service: ServiceName, count: number, env?: Record<string, string>): Promise<ServiceProcess[]>;
  /** Waits until every process is ready. @throws Error with the output of one that is not */
  ready(timeoutMs?: number): Promise<void>;
  /** Asks all of them to stop at once. @throws Error where one takes ten seconds, or ends with anything but 0 */
  stop(): Promise<void>;
  /** Starts again whatever has ended; waits for nothing. */
  startEnded(): void;
  /** Ends whatever runs. Safe to call twice, and at any time. */
  destroy(): Promise<void>;
}

export interface ProcessSetOptions {
  databaseUrl: string;
  /** Without it they queue in the database. */
  amqpUrl?: string;
  /** How many of each; one where nothing is said. */
  ingestors?: number;
  workers?: number;
  apis?: number;
  /** Added to the settings of all, or in their place. */
  env?: Record<string, string>;
}

const OWNER = { email: 'owner@example.com', password: 'correct horse battery staple' };

/** Starts every process at the same moment and waits for none. */
export async function launchProcessSet(options: ProcessSetOptions): Promise<ProcessSet> {
  const settings: Record<string, string> = {
    DATABASE_URL: options.databaseUrl,
    ...(options.amqpUrl ? { AMQP_URL: options.amqpUrl } : {}),
    RAILGUARD_SECRET: 'a secret of at least 32 characters',
    RAILGUARD_OWNER_EMAIL: OWNER.email,
    RAILGUARD_OWNER_PASSWORD: OWNER.password,
    ...options.env,
  };
  const started: ServiceProcess[] = [];
  const of = (service: ServiceName) => started.filter((process) => process.service === service);
  let turn = 0;

  async function add(service: ServiceName, count: number, env: Record<string, string> = {}) {
    const before = of(service).length;
    const added = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        startService(service, { ...settings, ...env }, `${service} ${before + index + 1}`),
      ),
    );
    started.push(...added);
    return added;
  }

  /** For a test run that is itself ended: nothing can be waited for any more. */
  function endAtOnce(): void {
    for (const process of started) if (process.isRunning()) signal(process.pid(), 'SIGKILL');
  }
  process.on('exit', endAtOnce);

  const { ingestors = 1, workers = 1, apis = 1 } = options;
  await Promise.all([add('ingestor', ingestors), add('worker', workers), add('api', apis)]);
  const client = createClient({ baseUrl: of('api')[0]?.url ?? '' });

  return {
    get ingestors() {
      return of('ingestor');
    },
    get workers() {
      return of('worker');
    },
    get apis() {
      return of('api');
    },
    all: () => [...started],
    get url() {
      const running = of('ingestor').filter((ingestor) => ingestor.isRunning());
      turn += 1;
      return (running[turn % running.length] ?? of('ingestor')[0]!).url;
    },
    owner: OWNER,
    client,
    signIn: async () => {
      await client.signIn(OWNER);
    },
    add,
    ready: async (timeoutMs) => {
      await Promise.all(started.map((process) => process.ready(timeoutMs)));
    },
    stop: async () => {
      await Promise.all(started.filter((process) => process.isRunning()).map((process) => process.stop()));
    },
    startEnded: () => {
      for (const process of started) if (!process.isRunning()) process.start();
    },
    destroy: async () => {
      process.off('exit', endAtOnce);
      await Promise.all(started.map((process) => process.kill()));
    },
  };
}

/** The same, ready and signed in. @throws Error with the output of a process that is not ready; nothing is left then */
export async function startProcessSet(options: ProcessSetOptions): Promise<ProcessSet> {
  const set = await launchProcessSet(options);
  try {
    await set.ready();
    await set.signIn();
    return set;
  } catch (error) {
    await set.destroy();
    throw error;
  }
}
