import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@railguard/testing/eventually';
import { descendantsOf, signal } from '@railguard/testing/process-tree';
import { type Product, startProduct } from '@railguard/testing/product';
import { queryProduct } from '@railguard/testing/product-database';
import { isReady } from '@railguard/testing/product-process';
import { createProject, type Project, waitForEvent } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Load, startLoad } from './load.ts';

let product: Product;
let project: Project;
beforeAll(async () => {
  product = await startProduct();
  project = await createProject(product, 'Kill');
});
afterAll(() => product?.destroy());

const SENDERS = 16;
/** Each is ended by SIGKILL, without any chance to put things in order. */
const VICTIMS: Record<string, () => Promise<void> | void> = {
  'the main process': () => product.kill(),
  'the worker': () => killOne('worker'),
  'the database': () => killOne('postgres'),
  'one connection of the database': () => killConnection(),
  everything: () => product.killTree(),
};
const ROUNDS = 10;

test('an acknowledged event is stored once, whatever is killed', async () => {
  const load = startLoad(product, project, SENDERS);
  const victims = Object.entries(VICTIMS);
  for (let round = 0; round < ROUNDS; round++) {
    const [name, kill] = victims[round % victims.length]!;
    const before = load.acknowledged.size;
    await eventually(
      `round ${round}: the load flows`,
      async () => load.acknowledged.size,
      (size) => size > before + 100,
    );
    await sleep(Math.random() * 500);
    await kill();
    if (product.pids().main === undefined) await product.restart();
    await eventually(`ready after ${name} was killed`, () => isReady(product.url), Boolean, 30_000);
  }
  await load.stop();
  await queueIsEmpty();
  console.log(`  ${load.acknowledged.size} events acknowledged, ${load.refused()} requests failed`);

  await everyAcknowledgedEventIsStoredOnce(load);
  await everyCountIsRight();
  await everyNewIssueIsToldOnce();
}, 180_000);

function killOne(which: 'worker' | 'postgres'): void {
  const pid = product.pids()[which];
  if (pid === undefined) throw new Error(`there is no ${which} to kill`);
  signal(pid, 'SIGKILL');
}

/** PostgreSQL ends all other connections then, since the dead one may have spoilt the memory they share. */
function killConnection(): void {
  const connections = descendantsOf(product.pids().main!).filter(({ command }) => command.startsWith('postgres: '));
  const any = connections[Math.floor(Math.random() * connections.length)];
  if (!any) throw new Error('there is no connection to kill');
  signal(any.pid, 'SIGKILL');
}

/** A verdict that a crash of the database undid leaves its message leased until its lease of a minute ends. */
async function queueIsEmpty(): Promise<void> {
  const count = async () => {
    const [row] = await queryProduct<{ waiting: number }>(product, 'select count(*)::int as waiting from queue_bundle');
    return row!.waiting;
  };
  await eventually('an empty queue', count, (waiting) => waiting === 0, 90_000);
  expect(await queryProduct(product, 'select reason from queue_dead_letter')).toEqual([]);
}

async function everyAcknowledgedEventIsStoredOnce({ acknowledged }: Load): Promise<void> {
  const rows = await queryProduct<{ id: string; count: number }>(
    product,
    `select replace(event_id::text, '-', '') as id, count(*)::int from event where project_id = $1 group by 1`,
    [project.id],
  );
  const stored = new Map(rows.map(({ id, count }) => [id, count]));
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * 100);
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
  expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
  const [any] = acknowledged;
  expect((await waitForEvent(product, project.id, any!)).event_id).toBe(any);
}

async function everyCountIsRight(): Promise<void> {
  const issues = await queryProduct<{ issue: string; counted: number; hourly: number; stored: number }>(
    product,
    `select id::text as issue, event_count::int as counted,
       (select coalesce(sum(h.event_count), 0)::int from issue_hourly h where h.issue_id = issue.id) as hourly,
       (select count(*)::int from event where event.issue_id = issue.id) as stored
     from issue where project_id = $1`,
    [project.id],
  );
  expect(issues.length).toBeGreaterThan(0);
  expect(issues.filter(({ counted, hourly, stored }) => counted !== stored || hourly !== stored)).toEqual([]);

  const [sums] = await queryProduct<{ stored: number; hourly: number; outcomes: number }>(
    product,
    `select (select count(*)::int from event where project_id = $1) as stored,
       (select sum(event_count)::int from project_hourly where project_id = $1) as hourly,
       (select sum(quantity)::int from outcome_hourly where project_id = $1 and outcome = 'stored') as outcomes`,
    [project.id],
  );
  expect(sums).toEqual({ stored: sums!.stored, hourly: sums!.stored, outcomes: sums!.stored });
}

async function everyNewIssueIsToldOnce(): Promise<void> {
  const told = await queryProduct<{ issue_id: string; occasion: string; count: number }>(
    product,
    `select issue.id as issue_id, occasion, count(notification.id)::int
     from issue left join notification on notification.issue_id = issue.id
     where issue.project_id = $1 and event_count > 0 group by 1, 2`,
    [project.id],
  );
  const firsts = told.filter(({ occasion }) => occasion === 'first_event');
  expect(firsts).toMatchObject([{ count: 1 }]);
  const news = told.filter(({ occasion }) => occasion !== 'first_event');
  expect(news.filter(({ occasion, count }) => occasion !== 'new_issue' || count !== 1)).toEqual([]);
}
