import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@railguard/solo/free-port';
import { hasEnded, signal } from './process-tree.ts';

const DEBIAN_FOLDER = '/usr/lib/rabbitmq/lib';
const EPMD = '/usr/bin/epmd';
/** 4 s on an idle machine with two cores; many times that where all suites run at once. */
const START_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;

/**
 * The folder of RabbitMQ's own scripts, undefined where it is not installed. Those on the PATH are Debian's wrappers,
 * which change to the user `rabbitmq` and to the machine's one set of folders.
 */
export function rabbitmqScripts(): string | undefined {
  if (!existsSync(DEBIAN_FOLDER) || !existsSync(EPMD)) return undefined;
  const version = readdirSync(DEBIAN_FOLDER).find((name) => name.startsWith('rabbitmq_server-'));
  return version && join(DEBIAN_FOLDER, version, 'sbin');
}

/** A broker of our own: its ports, folders, cookie and port mapper are shared with no other on the machine. */
export interface RabbitNode {
  /** `amqp://…` of a user who may do everything in the virtual host `/`. */
  url: string;
  pid(): number;
  /** Starts it on what it had stored, and resolves once it listens. */
  start(): Promise<void>;
  /** As an operator does: it closes connections and files. */
  stop(): Promise<void>;
  /** As a power cut does, save for what the kernel has not yet written. */
  kill(): Promise<void>;
  /** Freezes it: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** Runs `rabbitmqctl`; answers what it printed. Takes about two seconds. */
  control(...args: string[]): string;
  /** Stops it and removes everything it left. */
  destroy(): Promise<void>;
}

export interface RabbitNodeOptions {
  /** Lines for its `rabbitmq.conf`. */
  config?: string[];
}

/**
 * Starts a broker on free ports, as root or any other user.
 * @throws Error with the end of its log where it does not come up
 */
export async function startRabbitNode({ config = [] }: RabbitNodeOptions = {}): Promise<RabbitNode> {
  const scripts = rabbitmqScripts();
  if (!scripts) throw new Error('RabbitMQ is not installed');
  const home = mkdtempSync(join(tmpdir(), 'railguard-rabbit-'));
  const [port, epmdPort, distributionPort] = await freePorts(3);
  for (const folder of ['mnesia', 'log']) mkdirSync(join(home, folder));
  writeFileSync(join(home, '.erlang.cookie'), `railguard${port}`, { mode: 0o400 });
  writeFileSync(join(home, 'enabled_plugins'), '[].\n');
  writeFileSync(
    join(home, 'rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      'default_user = railguard',
      'default_pass = railguard',
      'vm_memory_high_watermark.absolute = 1GiB',
      'disk_free_limit.absolute = 10MB',
      // Made ahead for every start; the default of 512 MiB is for brokers that live longer.
      'raft.wal_max_size_bytes = 67108864',
      ...config,
      '',
    ].join('\n'),
  );
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    RABBITMQ_NODENAME: `railguard${port}@localhost`,
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: join(home, 'rabbitmq-env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_PID_FILE: join(home, 'pid'),
    RABBITMQ_DIST_PORT: String(distributionPort),
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // Busy-waiting schedulers would take a core from the tests on a small machine.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none',
    // The script then becomes the broker, so that its process id is the broker's.
    RUNNING_UNDER_SYSTEMD: '1',
  };
  // Ours, so that none stays behind: a node without one starts it as a daemon.
  const epmd = spawn(EPMD, ['-port', String(epmdPort), '-address', '127.0.0.1'], { env, stdio: 'ignore' });
  let broker: ChildProcess | undefined;

  async function start(): Promise<void> {
    const log = createWriteStream(join(home, 'log', 'console'), { flags: 'a' });
    await once(log, 'open');
    const child = spawn(join(scripts!, 'rabbitmq-server'), [], { env, stdio: ['ignore', log, log] });
    log.end();
    broker = child;
    const deadline = Date.now() + START_WITHIN_MS;
    while (!(await isListening(port!))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(
          `RabbitMQ does not start:\n${readFileSync(join(home, 'log', 'console'), 'utf8').slice(-2_000)}`,
        );
      }
      await sleep(50);
    }
  }

  async function end(name: NodeJS.Signals): Promise<void> {
    const pid = broker?.pid;
    broker = undefined;
    if (pid === undefined) return;
    signal(pid, name);
    signal(pid, 'SIGCONT');
    if (!(await hasEnded(pid, STOP_WITHIN_MS))) signal(pid, 'SIGKILL');
    await hasEnded(pid, STOP_WITHIN_MS);
  }

  async function destroy(): Promise<void> {
    await end('SIGKILL');
    epmd.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }

  try {
    await start();
  } catch (error) {
    await destroy();
    throw error;
  }
  return {
    url: `amqp://railguard:railguard@127.0.0.1:${port}`,
    pid: () => broker!.pid!,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => signal(broker!.pid!, 'SIGSTOP'),
    resume: () => signal(broker!.pid!, 'SIGCONT'),
    control: (...args) => {
      const result = spawnSync(join(scripts, 'rabbitmqctl'), ['--quiet', ...args], { env, encoding: 'utf8' });
      if (result.status !== 0) throw new Error(`rabbitmqctl ${args.join(' ')}: ${result.stdout}${result.stderr}`);
      return result.stdout;
    },
    destroy,
  };
}

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
