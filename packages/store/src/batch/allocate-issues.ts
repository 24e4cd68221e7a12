import { jsonbArray, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { newUuid } from '@railguard/protocol/ids';
import type { Database, Queryable } from '../database.ts';
import { prepared } from '../prepared.ts';
import { transaction } from '../transaction.ts';
import { type Candidate, firstByKey, groupKey } from './candidate.ts';

/** Where the events of a group go. */
export interface Home {
  id: string;
  /** The issue that shows them, where theirs was merged. */
  mergedInto: string | null;
}

/**
 * Makes sure that every group of a batch has its issue, and answers where that is, by `groupKey`; groups of projects
 * that are gone are left out.
 *
 * It is a transaction of its own, before the one that writes the batch, because new issues take their numbers from
 * their project's row: held for a whole batch, that lock would stand against the issue locks of other workers.
 * A row made here counts no events yet, so no list shows it; where the batch fails it waits for the next one.
 */
export async function allocateIssues(database: Database, candidates: Candidate[]): Promise<Map<string, Home>> {
  const groups = firstByKey(candidates, groupKey);
  if (groups.size === 0) return new Map();
  const wanted = [...groups.values()];
  const homes = await findIssues(database.pool, wanted);
  const missing = wanted.filter((candidate) => !homes.has(groupKey(candidate)));
  if (missing.length === 0) return homes;
  return transaction(database, async (client) => {
    await client.query(LOCK_PROJECTS, [uuidArray(missing.map(({ projectId }) => projectId))]);
    await client.query(INSERT_ISSUES, newIssueColumns(missing));
    return findIssues(client, wanted);
  });
}

async function findIssues(queryable: Queryable, wanted: Candidate[]): Promise<Map<string, Home>> {
  const { rows } = await queryable.query<FoundIssue>(FIND_ISSUES, [
    uuidArray(wanted.map(({ projectId }) => projectId)),
    textArray(wanted.map(({ processed }) => processed.grouping.hash)),
  ]);
  return new Map(
    rows.map(({ project_id, grouping_hash, id, merged_into_id }) => [
      project_id + grouping_hash,
      { id, mergedInto: merged_into_id },
    ]),
  );
}

interface FoundIssue {
  id: string;
  project_id: string;
  grouping_hash: string;
  merged_into_id: string | null;
}

function newIssueColumns(missing: Candidate[]): Buffer[] {
  const processed = missing.map((candidate) => candidate.processed);
  return [
    uuidArray(missing.map(() => newUuid())),
    uuidArray(missing.map(({ projectId }) => projectId)),
    textArray(processed.map(({ grouping }) => grouping.hash)),
    textArray(processed.map(({ grouping }) => grouping.algorithm)),
    jsonbArray(processed.map(({ grouping }) => JSON.stringify(grouping.explanation))),
    textArray(processed.map(({ title }) => title)),
    textArray(processed.map(({ event }) => event.type)),
    textArray(processed.map(({ event }) => event.level)),
    timestamptzArray(missing.map(({ occurredAt }) => occurredAt)),
    timestamptzArray(missing.map(({ receivedAt }) => receivedAt)),
  ];
}

const FIND_ISSUES = prepared(
  'find issues',
  `
  select issue.id, issue.project_id, issue.grouping_hash, issue.merged_into_id
  from unnest($1::uuid[], $2::text[]) as wanted (project_id, grouping_hash)
  join issue using (project_id, grouping_hash)`,
);

/** In the order of ids, so that two batches never wait for one another; weaker than a lock that foreign keys wait for. */
const LOCK_PROJECTS =
  'select from project where id = any($1::uuid[]) and deleted_at is null order by id for no key update';

/** What another worker inserted before the projects were locked is seen here, so no number is given out twice or lost. */
const INSERT_ISSUES = `
  with missing as (
    select wanted.*, row_number() over (partition by project_id order by wanted.id) as place
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::text[], $8::text[],
                $9::timestamptz[], $10::timestamptz[])
      as wanted (id, project_id, grouping_hash, grouping_algorithm, grouping_explanation, title, type, level,
                 occurred_at, received_at)
    where not exists (select from issue where issue.project_id = wanted.project_id
                      and issue.grouping_hash = wanted.grouping_hash)
  ), numbered as (
    update project set last_issue_number = last_issue_number + added.count
    from (select project_id, count(*) from missing group by project_id) as added
    where project.id = added.project_id and project.deleted_at is null
    returning project.id as project_id, last_issue_number - added.count as before
  )
  insert into issue (id, project_id, number, grouping_hash, grouping_algorithm, grouping_explanation, title, type,
                     level, first_seen, last_seen, first_received_at, last_received_at)
  select id, project_id, before + place, grouping_hash, grouping_algorithm, grouping_explanation, title, type,
         level, occurred_at, occurred_at, received_at, received_at
  from missing join numbered using (project_id)`;
