import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { IssueFilter } from './issue-list.ts';
import { TEAM_SLUG } from './issue-search/assigned.ts';
import { wholeQuery } from './issue-search/search-conditions.ts';
import { walkMatching } from './issue-search/walk-matching.ts';
import type { Scope } from './scope.ts';
import { type SearchedProjects, searchedProjects } from './searched-projects.ts';

/**
 * More matching issues than this, the latest of each project and state, are not counted: up to here PostgreSQL walks the
 * index and looks up the searched tags of each issue (11 ms), beyond it joins with everybody's tags (57 ms of 10,000).
 */
const MOST_ISSUES = 2_000;
/** Tags are looked up for so many of them, the latest: some five thousand rows for twenty releases each, 10 ms. */
const SAMPLE = 250;
const TOP = 10;
/** Of an issue: two hundred values of each of them. */
const MOST_TAGS = 800;
const TAGS = ['environment', 'release', 'browser.name', 'os.name'];

export interface IssueFacets {
  issue_count: number;
  /** There are more matching issues, which are in none of the counts. */
  is_capped: boolean;
  facets: Facet[];
}

export interface Facet {
  key: string;
  values: { value: string; issue_count: number }[];
  /** The counts are of the latest of the matching issues only. */
  is_sampled: boolean;
}

interface FacetRow {
  key: string;
  value: string;
  issue_count: number;
}

/**
 * How the issues that match a search divide: by state, level, project, assignee and the tags that tell most. The values
 * are written as a search for them is.
 * @throws UnanswerableSearchError
 */
export async function issueFacets(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  filter: IssueFilter,
): Promise<IssueFacets> {
  const page = { sort: 'last_seen', limit: MOST_ISSUES + 1 } as const;
  const walks = await walkMatching(database, scope, searched, filter, page, COLUMNS);
  if (!walks) return { issue_count: 0, is_capped: false, facets: [] };
  // Of everything, the tags are counted already.
  const isEverything = wholeQuery(filter).length === 0 && !filter.statuses?.length;
  const tags = isEverything ? countedTags(searchedProjects(scope, searched)) : SAMPLED_TAGS;
  const { rows } = await sql<FacetRow>`
    with found as materialized (select * from (${walks}) as issue limit ${MOST_ISSUES + 1}),
    matching as materialized (select * from found limit ${MOST_ISSUES}),
    sample as materialized (select id, member_count from matching order by last_seen desc limit ${SAMPLE})
    select 'total' as key, '' as value, count(*) as issue_count from found
    union all select 'is', status, count(*) from matching group by status
    union all select 'level', level, count(*) from matching group by level
    union all select 'handled', case when handled then 'yes' else 'no' end, count(*) from matching group by handled
    union all (
      select 'project', project.slug, counted.count
      from (select project_id, count(*) from matching group by project_id) as counted
      join project on project.id = counted.project_id order by 3 desc limit ${TOP}
    )
    union all (
      select 'assigned', coalesce(user_account.email, '#' || ${TEAM_SLUG}, 'none'), counted.count
      from (select assignee_id, assignee_team_id, count(*) from matching group by 1, 2) as counted
      left join user_account on user_account.id = counted.assignee_id
      left join team on team.id = counted.assignee_team_id order by 3 desc limit ${TOP}
    )
    union all (${tags})`.execute(database.kysely);
  return present(rows, !isEverything);
}

const COLUMNS = sql`issue.id, issue.project_id, issue.status, issue.level, issue.handled, issue.assignee_id,
  issue.assignee_team_id, issue.member_count, issue.last_seen`;

const topOf = (counted: RawBuilder<unknown>) => sql`
  select key, value, issue_count from (
    select key, value, issue_count, row_number() over (partition by key order by issue_count desc, value) as place
    from (${counted}) as counted
  ) as ranked
  where place <= ${TOP}`;

const tagsOf = (issueId: RawBuilder<unknown>) => sql`
  select key, value from issue_tag where issue_tag.issue_id = ${issueId} and key = any(${TAGS}::text[]) limit ${MOST_TAGS}`;

/**
 * One look for each issue, and for each of its members where it has some: as a join it would be taken for so many rows
 * that all tags of everybody are read.
 */
const SAMPLED_TAGS = topOf(sql`
  select key, value, count(*) as issue_count from sample
  cross join lateral (
    (${tagsOf(sql`sample.id`)})
    union
    select tag.* from issue as member cross join lateral (${tagsOf(sql`member.id`)}) as tag
    where sample.member_count > 0 and member.merged_into_id = sample.id
  ) as seen
  group by key, value`);

const countedTags = (projects: RawBuilder<unknown>) =>
  topOf(sql`
    select key, value, sum(issue_count)::bigint as issue_count
    from (${projects}) as project join project_tag on project_tag.project_id = project.id
    where key = any(${TAGS}::text[]) group by key, value`);

function present(rows: FacetRow[], isSample: boolean): IssueFacets {
  const byKey = Map.groupBy(rows, ({ key }) => key);
  const total = byKey.get('total')![0]!.issue_count;
  byKey.delete('total');
  return {
    issue_count: Math.min(total, MOST_ISSUES),
    is_capped: total > MOST_ISSUES,
    facets: [...byKey].map(([key, values]) => ({
      key,
      values: values
        .map(({ value, issue_count }) => ({ value, issue_count }))
        .sort((a, b) => b.issue_count - a.issue_count || (a.value < b.value ? -1 : 1)),
      is_sampled: TAGS.includes(key) && isSample && total > SAMPLE,
    })),
  };
}
