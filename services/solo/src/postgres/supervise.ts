import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';
import { readPidFile } from './pid-file.ts';

const READY_WITHIN_MS = 30_000;
const RESTART_DELAYS_MS = [100, 500, 1_000, 2_000, 5_000];

/** Keeps one server running until told to give up; a new one may have to wait until processes of the last are gone. */
export function supervise(launchServer: () => ChildProcess, cluster: string, log: Log) {
  let supervising = true;
  let crashes = 0;
  let child = launchServer();
  const isReady = () => {
    const file = readPidFile(cluster);
    return file?.pid === child.pid && file?.status === 'ready';
  };
  const startAgainAfterExit = () =>
    child.once('exit', async (code, signal) => {
      if (!supervising) return;
      const delay = RESTART_DELAYS_MS[Math.min(crashes++, RESTART_DELAYS_MS.length - 1)]!;
      log.error({ code, signal, delay }, 'the embedded PostgreSQL ended unexpectedly; starting it again');
      await sleep(delay);
      if (!supervising) return;
      child = launchServer();
      startAgainAfterExit();
      if (await ready()) crashes = 0;
    });
  startAgainAfterExit();

  /** Polls the pid file, since connecting to find out would fill the server's log with refusals. */
  async function ready(patience = { crashes: Number.POSITIVE_INFINITY }): Promise<boolean> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && crashes < patience.crashes) {
      if (isReady()) return true;
      await sleep(20);
    }
    return false;
  }

  return {
    ready,
    /** Starts no other; answers the server that may still be running. */
    giveUp(): ChildProcess {
      supervising = false;
      return child;
    },
  };
}
