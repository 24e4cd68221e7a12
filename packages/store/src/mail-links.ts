import type { Database } from './database.ts';

/** What a link of a mail is about, as it is now. */
export interface LinkTarget {
  project_name: string;
  /** Without its title where mails of the project hold nothing of events. */
  issue: { id: string; short_id: string; title: string | null; status: string } | null;
  rule_name: string | null;
  /** Whether nothing is wanted any more of the project, or of the rule where one is named. */
  is_unsubscribed: boolean;
}

/** undefined where the project, the issue or the rule is gone. */
export async function readLinkTarget(
  database: Database,
  link: { projectId: string; issueId?: string; ruleId?: string; userId?: string; address: string },
): Promise<LinkTarget | undefined> {
  const { rows } = await database.pool.query<LinkTarget>(
    `select project.name as project_name, rule.name as rule_name,
       case when issue.id is not null then json_build_object(
         'id', issue.id, 'short_id', upper(project.slug) || '-' || issue.number,
         'title', case when (project.settings -> 'alerts' ->> 'include_details') is distinct from 'false' then issue.title end,
         'status', issue.status) end as issue,
       exists (select from alert_choice
               where project_id = project.id and rule_id is not distinct from rule.id and occasions = '{}'
                 and (user_id = $4 or ($4::uuid is null and alert_choice.address = $5))) as is_unsubscribed
     from project
     left join issue as asked on asked.id = $2 and asked.project_id = project.id
     left join issue on issue.id = coalesce(asked.merged_into_id, asked.id)
     left join alert_rule as rule on rule.id = $3 and rule.project_id = project.id
     where project.id = $1 and project.deleted_at is null
       and ($2::uuid is null or issue.id is not null) and ($3::uuid is null or rule.id is not null)`,
    [link.projectId, link.issueId ?? null, link.ruleId ?? null, link.userId ?? null, link.address.toLowerCase()],
  );
  return rows[0];
}
