import { queryDatabase } from '@railguard/testing/database-server';
import { about, type Check } from './check.ts';

/** The outbox has one notification for each new issue, and nothing else. */
export const toldOnce: Check = async ({ databaseUrl }) => {
  const told = await queryDatabase<{ id: string; news: number; others: number }>(
    databaseUrl,
    `select issue.id::text, count(*) filter (where occasion = 'new_issue')::int as news,
       count(*) filter (where occasion <> 'new_issue')::int as others
     from issue left join notification on notification.issue_id = issue.id where event_count > 0 group by 1`,
  );
  return about(
    'issues are told of other than once',
    told.filter(({ news, others }) => news !== 1 || others !== 0),
  );
};
