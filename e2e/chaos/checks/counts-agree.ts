import { queryDatabase } from '@railguard/testing/database-server';
import { about, type Check } from './check.ts';

/** Counters of issues and of their hours and tags are the number of events; so are those of projects. */
export const countsAgree: Check = async ({ databaseUrl }) => {
  const issues = await queryDatabase<Record<'id' | 'counted' | 'hourly' | 'tagged' | 'stored' | 'withTag', unknown>>(
    databaseUrl,
    `select issue.id::text, event_count::int as counted, coalesce(hourly.sum, 0)::int as hourly,
       coalesce(tagged.sum, 0)::int as tagged, coalesce(stored.count, 0)::int as stored,
       coalesce(stored.tagged, 0)::int as "withTag"
     from issue
     left join (select issue_id, sum(event_count) from issue_hourly group by 1) hourly on hourly.issue_id = issue.id
     left join (
       select issue_id, sum(event_count) from (
         select issue_id, key, event_count from issue_tag
         union all
         select tag.* from issue_tag_pending, unnest(issue_ids, keys, event_counts) as tag (issue_id, key, event_count)
       ) as counted where key = 'environment' group by 1) tagged
       on tagged.issue_id = issue.id
     left join (select issue_id, count(*), count(environment) as tagged from event group by 1) stored
       on stored.issue_id = issue.id`,
  );
  const projects = await queryDatabase<Record<'id' | 'hourly' | 'stored', unknown>>(
    databaseUrl,
    `select project.id::text,
       (select coalesce(sum(event_count), 0)::int from project_hourly where project_id = project.id) as hourly,
       (select count(*)::int from event where project_id = project.id) as stored
     from project`,
  );
  return [
    ...about(
      'issues count other than their events',
      issues.filter(({ counted, hourly, stored }) => counted !== stored || hourly !== stored),
    ),
    ...about(
      'issues count other environments than their events have',
      issues.filter(({ tagged, withTag }) => tagged !== withTag),
    ),
    ...about(
      'projects count other than their events',
      projects.filter(({ hourly, stored }) => hourly !== stored),
    ),
  ];
};
