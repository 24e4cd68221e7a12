-- The history of alerts outlives what they came of, and what grows is found and deleted by an index.

-- A rule's notifications go with it; what people were told by it stays.
alter table alert drop constraint alert_notification_id_fkey;
alter table alert add constraint alert_notification_id_fkey
  foreign key (notification_id) references notification (id) on delete set null;

-- A digest is of one time, whoever finds it due and by whichever clock.
create unique index notification_digest on notification (rule_id, (facts ->> 'to')) where occasion = 'digest';

-- Digests and previews read some days of a project, housekeeping what is old.
drop index notification_project;
create index notification_project on notification (project_id, created_at);
create index notification_created on notification using brin (created_at);

-- When a rule last told anybody of anything.
create index alert_rule_told on alert (rule_id, id desc) where rule_id is not null and state <> 'skipped' and occasion <> 'test';
drop index alert_rule_alerts;
create index alert_rule_alerts on alert (rule_id);

-- Millions of rows of one issue are not to be deleted with it: they are gone within a week.
alter table issue_user_recent drop constraint issue_user_recent_issue_id_fkey;
create index issue_user_recent_count on issue_user_recent (issue_id, seen_at desc);
