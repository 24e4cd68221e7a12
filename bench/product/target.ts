import { setTimeout as sleep } from 'node:timers/promises';
import { createProject, outcomesOf, type Project, type Reader } from '@railguard/testing/product-reading';
import type { LoadJob, LoadPlan, LoadResult } from '../load/job.ts';
import type { Endpoint, Payload } from '../load/request-template.ts';
import { runLoad } from '../load/run-load.ts';

/** As many as keep the door busy without a queue in front of it. */
export const CONNECTIONS = 64;

const POLL_MS = 50;
const STALLED_AFTER_MS = 60_000;

/** Whatever is sent to and read from: a product, or separate processes. */
export interface Receiver extends Reader {
  /** On loopback, where events are taken. */
  port: number;
}

/** A fresh project that one kind of payload is sent to. */
export interface Target {
  project: Project;
  load(plan: LoadPlan): Promise<LoadResult>;
  /** How many of its events can be read now, as the API tells it. */
  stored(): Promise<number>;
  /**
   * Waits until so many events more can be read than there were before.
   * @throws Error where none is stored for a minute
   */
  untilStored(count: number): Promise<void>;
}

export async function createTarget(receiver: Receiver, payload: Payload): Promise<Target> {
  const project = await createProject(receiver, `Bench ${payload.format} ${payload.size}`, 'ruby');
  const job: Omit<LoadJob, 'plan'> = {
    endpoint: endpointOf(receiver, project, payload),
    payload,
    connections: CONNECTIONS,
  };
  let expected = 0;
  return {
    project,
    load: (plan) => runLoad({ ...job, plan }),
    stored: () => storedEvents(receiver, project.id),
    async untilStored(count) {
      expected += count;
      let stored = 0;
      let progressAt = performance.now();
      while (stored < expected) {
        const now = await storedEvents(receiver, project.id);
        if (now > stored) progressAt = performance.now();
        stored = now;
        if (performance.now() - progressAt > STALLED_AFTER_MS) {
          throw new Error(`${stored} of ${expected} accepted events are stored, and no more are`);
        }
        if (stored < expected) await sleep(POLL_MS);
      }
    },
  };
}

/** Outcomes are written in the transaction that stores events, and reading them touches a handful of rows. */
async function storedEvents(receiver: Receiver, projectId: string): Promise<number> {
  const outcomes = await outcomesOf(receiver, projectId);
  return outcomes.filter(({ outcome }) => outcome === 'stored').reduce((sum, { quantity }) => sum + quantity, 0);
}

function endpointOf({ port }: Receiver, project: Project, { format }: Payload): Endpoint {
  const key = project.keys[0]!.public_key;
  const at = { host: '127.0.0.1', port };
  return format === 'native'
    ? { ...at, path: `/api/v1/events/${project.id}`, keyHeader: `X-Railguard-Key: ${key}` }
    : {
        ...at,
        path: `/api/${project.numeric_id}/envelope/`,
        keyHeader: `X-Sentry-Auth: Sentry sentry_version=7, sentry_client=bench/1.0, sentry_key=${key}`,
      };
}
