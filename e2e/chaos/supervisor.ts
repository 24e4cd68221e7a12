import { setTimeout as sleep } from 'node:timers/promises';
import { peakMemoryOf } from '@railguard/testing/process-tree';
import type { ServiceProcess } from '@railguard/testing/service-process';

/** Starts what has ended, as systemd or compose would, and tells an end that somebody wanted from one by itself. */
export interface Supervisor {
  /** Ends a process without warning. */
  kill(process: ServiceProcess): Promise<void>;
  /** Asks a process to stop, as a deployment does. @throws Error where it takes too long or ends badly */
  stop(process: ServiceProcess): Promise<void>;
  /** The most memory any of them ever held, in bytes. */
  peakMemory(): number;
  close(): void;
}

const RESTART_AFTER_MS = 300;

/** @param onOwnEnd told of a process that ended by itself, in a sentence */
export function supervise(processes: ServiceProcess[], onOwnEnd: (sentence: string) => void): Supervisor {
  const wanted = new Set<ServiceProcess>();
  let peak = 0;
  let closed = false;

  async function watch(process: ServiceProcess): Promise<void> {
    while (!closed) {
      const { code, signal } = await process.ended();
      if (closed) return;
      if (!wanted.delete(process)) {
        onOwnEnd(`${process.name} ended by itself with ${code ?? signal}: ${lastWords(process)}`);
      }
      await sleep(RESTART_AFTER_MS);
      process.start();
    }
  }

  function measure(process: ServiceProcess): void {
    try {
      peak = Math.max(peak, peakMemoryOf(process.pid()));
    } catch {
      // It has ended.
    }
  }

  for (const process of processes) void watch(process);
  return {
    kill: async (process) => {
      measure(process);
      wanted.add(process);
      await process.kill();
    },
    stop: async (process) => {
      measure(process);
      wanted.add(process);
      await process.stop();
    },
    peakMemory: () => {
      for (const process of processes) measure(process);
      return peak;
    },
    close: () => {
      closed = true;
    },
  };
}

function lastWords(process: ServiceProcess): string {
  return process.stderr().slice(-1_000) || JSON.stringify(process.log().at(-1) ?? 'without a word');
}
