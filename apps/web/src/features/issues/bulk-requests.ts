import type { AnswerOf, BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { client } from '../../app/session.ts';
import type { IssueChange } from './issue.ts';

/** Which issues something is done to: named ones, or all that a search finds. */
export type Chosen = { ids: string[] } | { project_ids: string[]; query: string };

type Body = BodyOf<RouteOf<'bulkIssues'>>;
export type Undo = NonNullable<AnswerOf<RouteOf<'bulkIssues'>>['undo']>;

interface Done {
  changed: number;
  /** The issues that are as they were. */
  failed: string[];
  undo: Undo;
  hasMore: boolean;
  mergedInto?: string;
}

/** As many as one request names. */
const MOST_IDS = 1_000;
const OWN_MS = 10_000;
const own = new Map<string, number>();

/** What is changed from here comes back over the live stream, and is no news. */
export function noteOwnChanges(ids: readonly string[]): void {
  for (const id of own.keys()) if (!isOwnChange(id)) own.delete(id);
  for (const id of ids) own.set(id, Date.now());
}

export function isOwnChange(id: string): boolean {
  return Date.now() - (own.get(id) ?? 0) < OWN_MS;
}

export function changeAll(organizationId: string, chosen: Chosen, change: IssueChange): Promise<Done> {
  return send(organizationId, chosen, { change });
}

export function deleteAll(organizationId: string, chosen: Chosen): Promise<Done> {
  return send(organizationId, chosen, { delete: true });
}

export function mergeAll(organizationId: string, ids: string[]): Promise<Done> {
  return send(organizationId, { ids }, { merge: true });
}

/** As they were: the server said how when it changed them. */
export async function takeBack(organizationId: string, undo: Undo): Promise<void> {
  for (const { issue_ids, change } of undo) {
    noteOwnChanges(issue_ids);
    await changeAll(organizationId, { ids: issue_ids }, change);
  }
}

async function send(organizationId: string, chosen: Chosen, work: Partial<Body>): Promise<Done> {
  const done: Done = { changed: 0, failed: [], undo: [], hasMore: false };
  for (const which of requestsFor(chosen)) {
    const answer = await client.call('bulkIssues', {
      params: { organization_id: organizationId },
      body: { ...which, ...work },
    });
    done.changed += answer.changed;
    done.failed.push(...answer.failed.map(({ issue_id }) => issue_id));
    done.undo.push(...(answer.undo ?? []));
    done.hasMore = answer.has_more;
    if (answer.merged_into) done.mergedInto = answer.merged_into;
    noteOwnChanges((answer.undo ?? []).flatMap(({ issue_ids }) => issue_ids));
  }
  return done;
}

function requestsFor(chosen: Chosen): Pick<Body, 'issue_ids' | 'filter'>[] {
  if (!('ids' in chosen)) return [{ filter: chosen }];
  const count = Math.ceil(chosen.ids.length / MOST_IDS);
  return Array.from({ length: count }, (_, place) => ({
    issue_ids: chosen.ids.slice(place * MOST_IDS, (place + 1) * MOST_IDS),
  }));
}
