import type { Client } from '@railguard/client/client';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { eventually } from './eventually.ts';

/** Whatever is read through: a product, or separate processes. */
export interface Reader {
  /** Signed in. */
  client: Client;
}

export type Project = AnswerOf<RouteOf<'createProject'>>;
export type Issue = AnswerOf<RouteOf<'listIssues'>>['data'][number];
export type StoredEvent = AnswerOf<RouteOf<'getEvent'>>;
export type OutcomeCount = AnswerOf<RouteOf<'getProjectOutcomes'>>['data'][number];

export function createProject({ client }: Reader, name: string, platform = 'other'): Promise<Project> {
  return client.call('createProject', { body: { name, platform } });
}

/** The first hundred issues of a project, the one seen last first. */
export async function issuesOf({ client }: Reader, projectId: string): Promise<Issue[]> {
  const page = await client.call('listIssues', { params: { project_id: projectId }, query: { limit: 100 } });
  return page.data;
}

/** Waits until the issues of a project are as they should be, and answers them. */
export function waitForIssues(
  product: Reader,
  projectId: string,
  isDone: (issues: Issue[]) => boolean,
  timeoutMs?: number,
): Promise<Issue[]> {
  return eventually('the issues', () => issuesOf(product, projectId), isDone, timeoutMs);
}

/** Waits until a worker has stored an event, and answers it as the API reads it back. */
export function waitForEvent({ client }: Reader, projectId: string, eventId: string): Promise<StoredEvent> {
  return eventually(
    `event ${eventId}`,
    () => client.call('getEvent', { params: { project_id: projectId, event_id: eventId } }),
    () => true,
  );
}

export function latestEventOf({ client }: Reader, issue: Issue): Promise<StoredEvent> {
  return client.call('getLatestIssueEvent', { params: { issue_id: issue.id } });
}

/** What became of everything that was sent to a project, in one sum for each kind. */
export async function outcomesOf({ client }: Reader, projectId: string): Promise<OutcomeCount[]> {
  const answer = await client.call('getProjectOutcomes', { params: { project_id: projectId } });
  return answer.data;
}
