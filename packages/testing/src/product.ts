import { rmSync } from 'node:fs';
import { type Client, createClient } from '@railguard/client/client';
import { freePort } from '@railguard/solo/free-port';
import { eventually } from './eventually.ts';
import { findPostmaster } from './postmaster.ts';
import { descendantsOf, hasEnded, signal } from './process-tree.ts';
import { isReady, launchProduct, newDataDir, type ProductProcess } from './product-process.ts';

/**
 * The real product as people run it, in a process tree of its own, on a free port and a data directory of its own.
 *
 *     startProduct() ─► running ─┬─ stop(), kill() ─► ended ─ restart() ─► running
 *                                └─ destroy() ─► gone, with its data
 */
export interface Product {
  /** As `RAILGUARD_URL` has it by default: `http://localhost:<port>`. */
  url: string;
  port: number;
  dataDir: string;
  owner: { email: string; password: string };
  /** Signed in as the owner, where there is one. */
  client: Client;
  /** From the start of the process to the first ready answer, in milliseconds; of the latest start. */
  readyAfterMs(): number;
  /** Everything it has written since the latest start, to stdout and then to stderr. */
  output(): string;
  /** Process numbers; undefined for what is not running right now. */
  pids(): { main: number | undefined; worker: number | undefined; postgres: number | undefined };
  /** Ends the main process without warning and waits until it has ended; what it started may live on. */
  kill(name?: NodeJS.Signals): Promise<void>;
  /** Ends every process of it without warning. */
  killTree(): Promise<void>;
  /** Asks it to stop. @throws Error where that takes ten seconds, or it ends with anything but 0 */
  stop(): Promise<void>;
  /** Starts it again on the same port and data, where it has ended. */
  restart(): Promise<void>;
  /** Ends whatever is left of it and removes its data. Safe to call twice, and at any time. */
  destroy(): Promise<void>;
}

export interface ProductOptions {
  /** Added to the environment, or in its place. */
  env?: Record<string, string>;
  dataDir?: string;
  port?: number;
}

const OWNER = { email: 'owner@example.com', password: 'correct horse battery staple' };
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/** @throws Error with the output of the product where it does not become ready; nothing of it is left then */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? newDataDir();
  const url = `http://localhost:${port}`;
  const env = {
    RAILGUARD_PORT: String(port),
    RAILGUARD_DATA_DIR: dataDir,
    RAILGUARD_OWNER_EMAIL: OWNER.email,
    RAILGUARD_OWNER_PASSWORD: OWNER.password,
    ...options.env,
  };
  const client = createClient({ baseUrl: url });
  let running: ProductProcess;
  let readyAfterMs: number;

  async function start(): Promise<void> {
    const started = performance.now();
    running = launchProduct(env);
    const { isRunning, stdout, stderr } = running;
    await eventually(
      'ready',
      async () => !isRunning() || (await isReady(url)),
      (isOver) => isOver,
      READY_WITHIN_MS,
    ).catch((error) => {
      throw new Error(`${error.message}\n${stdout()}\n${stderr()}`);
    });
    if (!isRunning()) throw new Error(`the product ended instead of becoming ready:\n${stdout()}\n${stderr()}`);
    readyAfterMs = performance.now() - started;
  }

  function pids() {
    if (!running.isRunning()) return { main: undefined, worker: undefined, postgres: findPostmaster(dataDir)?.pid };
    const worker = descendantsOf(running.pid).find(({ command }) => command.includes('worker-child'));
    return { main: running.pid, worker: worker?.pid, postgres: findPostmaster(dataDir)?.pid };
  }

  /** For a test run that is itself ended: nothing can be waited for any more. */
  function endAtOnce(): void {
    if (running.isRunning()) signal(running.pid, 'SIGKILL');
    const postgres = findPostmaster(dataDir)?.pid;
    // SIGQUIT is PostgreSQL's immediate shutdown: its other processes and its shared memory go with it.
    if (postgres) signal(postgres, 'SIGQUIT');
  }

  const product: Product = {
    url,
    port,
    dataDir,
    owner: OWNER,
    client,
    readyAfterMs: () => readyAfterMs,
    output: () => `${running.stdout()}\n${running.stderr()}`,
    pids,
    async kill(name = 'SIGKILL') {
      signal(running.pid, name);
      await running.ended;
    },
    async killTree() {
      // The root first, so that it starts nothing again; found before, since its children lose their parent with it.
      const tree = [running.pid, ...descendantsOf(running.pid).map(({ pid }) => pid)];
      for (const pid of tree) signal(pid, 'SIGKILL');
      await running.ended;
      await Promise.all(tree.map((pid) => hasEnded(pid, STOP_WITHIN_MS)));
    },
    async stop() {
      const asked = performance.now();
      signal(running.pid, 'SIGTERM');
      const end = await running.ended;
      const seconds = (performance.now() - asked) / 1000;
      if (end.code === 0 && seconds * 1000 <= STOP_WITHIN_MS) return;
      throw new Error(`stopped with ${JSON.stringify(end)} after ${seconds.toFixed(1)} s:\n${product.output()}`);
    },
    restart: start,
    async destroy() {
      process.off('exit', endAtOnce);
      const left = [running.pid, ...descendantsOf(running.pid).map(({ pid }) => pid)];
      endAtOnce();
      await Promise.all(left.map((pid) => hasEnded(pid, STOP_WITHIN_MS)));
      const postgres = findPostmaster(dataDir)?.pid;
      if (postgres && !(await hasEnded(postgres, STOP_WITHIN_MS))) signal(postgres, 'SIGKILL');
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };

  process.on('exit', endAtOnce);
  try {
    await start();
    if (env.RAILGUARD_OWNER_EMAIL) await client.signIn(OWNER);
    return product;
  } catch (error) {
    await product.destroy();
    throw error;
  }
}
