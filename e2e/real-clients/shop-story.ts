import type { Product } from '@railguard/testing/product';
import {
  type Issue,
  latestEventOf,
  type Project,
  type StoredEvent,
  waitForIssues,
} from '@railguard/testing/product-reading';
import { expect } from 'vitest';

/** What differs between the clients that tell the same story. */
export interface ShopStory {
  sdk: string;
  platform: string;
  /** The function that threw, in its file of `programs/`. */
  crashedIn: string;
  file: string;
  /** Type of the exception that caused the one thrown. */
  cause: string;
}

/**
 * Every program of `programs/` reports the same: an OrderError with a cause, twice and with different numbers, and the
 * message "stock is low", with a user, a tag, extra data and a breadcrumb. This waits for it and expects all of it.
 */
export async function expectShopStory(
  product: Product,
  project: Project,
  story: ShopStory,
): Promise<{ event: StoredEvent; message: StoredEvent }> {
  const issues = await waitForIssues(product, project.id, (found) => eventsOf(found) === 3);
  expect(issues).toHaveLength(2);
  const error = issues.find(({ title }) => title.startsWith('OrderError'));
  const message = issues.find(({ title }) => title === 'stock is low');
  expect(error).toMatchObject({
    title: expect.stringMatching(/^OrderError: cannot load order 471[12]$/),
    culprit: expect.stringContaining(story.crashedIn),
    level: 'error',
    platform: story.platform,
    handled: true,
    event_count: 2,
    user_count: 1,
  });
  expect(message).toMatchObject({ level: 'warning', event_count: 1, user_count: 1 });

  const event = await latestEventOf(product, error!);
  expectException(event, story);
  for (const told of [event, await latestEventOf(product, message!)]) expectSurroundings(told, story);
  return { event, message: await latestEventOf(product, message!) };
}

function expectException({ exceptions = [] }: StoredEvent, { crashedIn, file, cause }: ShopStory): void {
  expect(exceptions.map(({ type }) => type)).toEqual(['OrderError', cause]);
  expect(exceptions[0]?.value).toMatch(/^cannot load order 471[12]$/);
  const [frame] = exceptions[0]?.frames ?? [];
  expect(frame).toMatchObject({
    function: expect.stringContaining(crashedIn),
    filename: expect.stringContaining(file),
    lineno: expect.any(Number),
    context_line: expect.stringContaining('OrderError'),
  });
  expect(frame?.in_app).not.toBe(false);
  expect(frame?.pre_context?.length).toBeGreaterThan(0);
  expect(frame?.post_context?.length).toBeGreaterThan(0);
}

function expectSurroundings(event: StoredEvent, { sdk, platform }: ShopStory): void {
  expect(event).toMatchObject({
    platform,
    release: 'shop@1.4.2',
    environment: 'staging',
    server_name: 'web-1',
    tags: { plan: 'pro' },
    user: { id: '7', email: 'anna@example.com', username: 'anna' },
    extra: { cart: { items: 3 } },
    sdk: { name: sdk, version: expect.stringMatching(/^\d+\./) },
  });
  expect(event.breadcrumbs).toContainEqual(
    expect.objectContaining({ category: 'checkout', message: 'cart opened', level: 'info', data: { items: 3 } }),
  );
  expect(Date.now() - Date.parse(event.timestamp)).toBeLessThan(60_000);
  expect(event.processing_errors).toBeUndefined();
}

/** Waits for the one issue of a program that crashed. */
export async function crashOf(product: Product, project: Project): Promise<{ issue: Issue; event: StoredEvent }> {
  const [issue] = await waitForIssues(product, project.id, (found) => eventsOf(found) === 1);
  return { issue: issue!, event: await latestEventOf(product, issue!) };
}

function eventsOf(issues: Issue[]): number {
  return issues.reduce((sum, { event_count }) => sum + event_count, 0);
}
