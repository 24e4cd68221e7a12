import { queryDatabase } from '@railguard/testing/database-server';
import { about, type Check } from './check.ts';

/** The outbox has one notification for each new issue, one for the first event of each project, and nothing else. */
export const toldOnce: Check = async ({ databaseUrl }) => {
  const issues = await queryDatabase<{ id: string; news: number; others: number }>(
    databaseUrl,
    `select issue.id::text, count(*) filter (where occasion = 'new_issue')::int as news,
       count(*) filter (where occasion not in ('new_issue', 'first_event'))::int as others
     from issue left join notification on notification.issue_id = issue.id where event_count > 0 group by 1`,
  );
  const projects = await queryDatabase<{ id: string; firsts: number }>(
    databaseUrl,
    `select project.id::text, count(notification.id) filter (where occasion = 'first_event')::int as firsts
     from project left join notification on notification.project_id = project.id
     where first_event_at is not null group by 1`,
  );
  return [
    ...about(
      'issues are told of other than once',
      issues.filter(({ news, others }) => news !== 1 || others !== 0),
    ),
    ...about(
      'projects are told of their first event other than once',
      projects.filter(({ firsts }) => firsts !== 1),
    ),
  ];
};
