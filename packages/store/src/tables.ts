import type { ActivityKind } from '@railguard/protocol/activity';
import type { AlertReason, Condition, Occasion, Recipient, Trigger } from '@railguard/protocol/alert-rule';
import type { AuditAction } from '@railguard/protocol/audit-action';
import type { IgnoreLimit, Resolution } from '@railguard/protocol/issue-workflow';
import type { Level } from '@railguard/protocol/level';
import type { LiveType } from '@railguard/protocol/live';
import type { Category, OutcomeName } from '@railguard/protocol/outcome';
import type { GroupingPart } from '@railguard/protocol/processed';
import type { ProjectSettings } from '@railguard/protocol/project-settings';
import type { Generated } from 'kysely';

/**
 * The tables as Kysely sees them; `test/tables.test.ts` holds this equal to the migrated database.
 * `docs/schema.md` says what they mean.
 */
export interface Tables {
  organization: OrganizationTable;
  user_account: UserAccountTable;
  membership: MembershipTable;
  refresh_token: RefreshTokenTable;
  session: SessionTable;
  password_reset: PasswordResetTable;
  totp: TotpTable;
  recovery_code: RecoveryCodeTable;
  attempt: AttemptTable;
  instance_setting: InstanceSettingTable;
  project: ProjectTable;
  project_key: ProjectKeyTable;
  project_environment: ProjectEnvironmentTable;
  project_deletion: ProjectDeletionTable;
  issue: IssueTable;
  issue_search: IssueSearchTable;
  issue_user: IssueUserTable;
  issue_tag: IssueTagTable;
  issue_tag_left_out: IssueTagLeftOutTable;
  issue_tag_pending: IssueTagPendingTable;
  project_tag: ProjectTagTable;
  project_tag_change: ProjectTagChangeTable;
  issue_hourly: IssueHourlyTable;
  project_hourly: ProjectHourlyTable;
  outcome_hourly: OutcomeHourlyTable;
  dimension_hourly: DimensionHourlyTable;
  ledger_entry: LedgerEntryTable;
  ledger_hourly: LedgerHourlyTable;
  accepted_recent: AcceptedRecentTable;
  notification: NotificationTable;
  alert_rule: AlertRuleTable;
  issue_watch: IssueWatchTable;
  issue_user_recent: IssueUserRecentTable;
  alert: AlertTable;
  alert_preference: AlertPreferenceTable;
  alert_choice: AlertChoiceTable;
  event: EventTable;
  purge: PurgeTable;
  audit_log: AuditLogTable;
  mail: MailTable;
  live_message: LiveMessageTable;
  issue_own: IssueOwnTable;
  issue_comment: IssueCommentTable;
  saved_view: SavedViewTable;
  default_view: DefaultViewTable;
  issue_activity: IssueActivityTable;
  project_release: ProjectReleaseTable;
  oidc_identity: OidcIdentityTable;
  oidc_spent_state: OidcSpentStateTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  team_project: TeamProjectTable;
  invitation: InvitationTable;
  invitation_team: InvitationTeamTable;
  api_token: ApiTokenTable;
  queue_bundle: QueueBundleTable;
  queue_dead_letter: QueueDeadLetterTable;
  message_receipt: MessageReceiptTable;
  schema_migration: SchemaMigrationTable;
}

export type Role = 'owner' | 'admin' | 'member' | 'viewer';
export type MailState = 'pending' | 'kept' | 'sent' | 'failed';
/** The rest of an alert's states is its mail's. */
export type StoredAlertState = 'queued' | 'held' | 'folded' | 'skipped';
export type TokenAccess = 'read' | 'write' | 'admin';
export type IssueStatus = 'unresolved' | 'resolved' | 'ignored';

interface OrganizationTable {
  id: string;
  slug: string;
  name: string;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

interface UserAccountTable {
  id: string;
  email: string;
  name: Generated<string>;
  password_hash: string | null;
  created_at: Generated<Date>;
  last_login_at: Date | null;
  is_instance_admin: Generated<boolean>;
  email_claimed_at: Date | null;
}

interface MembershipTable {
  organization_id: string;
  user_id: string;
  role: Role;
  created_at: Generated<Date>;
}

interface RefreshTokenTable {
  id: string;
  user_id: string;
  family_id: string;
  token_hash: Buffer;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
}

interface SessionTable {
  id: string;
  user_id: string;
  created_at: Generated<Date>;
  last_used_at: Generated<Date>;
  expires_at: Date;
  user_agent: Generated<string>;
  address: string | null;
}

interface PasswordResetTable {
  id: string;
  user_id: string;
  token_hash: Buffer;
  created_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}

interface TotpTable {
  user_id: string;
  sealed_secret: Buffer;
  last_step: Generated<number>;
  created_at: Generated<Date>;
  activated_at: Date | null;
}

interface RecoveryCodeTable {
  user_id: string;
  code_hash: Buffer;
}

interface AttemptTable {
  key: Buffer;
  count: number;
  not_before: Date;
  succeeded_at: Date | null;
}

interface InstanceSettingTable {
  key: string;
  value: unknown;
  updated_at: Generated<Date>;
}

interface ProjectTable {
  id: string;
  organization_id: string;
  numeric_id: number;
  slug: string;
  name: string;
  platform: Generated<string>;
  allowed_origins: Generated<string[]>;
  last_issue_number: Generated<number>;
  first_event_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  deleted_at: Date | null;
  settings: Generated<Partial<Omit<ProjectSettings, 'retention_days'>>>;
  retention_days: number | null;
  expired_before: Date | null;
}

interface ProjectKeyTable {
  id: string;
  project_id: string;
  public_key: string;
  label: Generated<string>;
  rate_limit_per_minute: number | null;
  revoked_at: Date | null;
  created_at: Generated<Date>;
  quota_per_day: number | null;
  quota_day: Date | null;
  quota_used: Generated<number>;
  last_used_at: Date | null;
}

interface ProjectEnvironmentTable {
  project_id: string;
  name: string;
  first_seen: Date;
  last_seen: Date;
  is_hidden: Generated<boolean>;
}

interface ProjectDeletionTable {
  id: string;
  organization_id: string;
  project_id: string;
  project_slug: string;
  project_name: string;
  events_at_start: number;
  rows_deleted: Generated<number>;
  started_at: Generated<Date>;
  finished_at: Date | null;
}

interface IssueTable {
  id: string;
  project_id: string;
  number: number;
  grouping_hash: string;
  grouping_algorithm: string;
  grouping_explanation: GroupingPart[];
  title: string;
  culprit: Generated<string>;
  type: Generated<string>;
  level: Level;
  platform: Generated<string>;
  status: Generated<IssueStatus>;
  handled: Generated<boolean>;
  first_seen: Date;
  last_seen: Date;
  first_received_at: Date;
  last_received_at: Date;
  event_count: Generated<number>;
  user_count: Generated<number>;
  user_hash_ceiling: number | null;
  assignee_id: string | null;
  resolved_at: Date | null;
  regressed_at: Date | null;
  regression_count: Generated<number>;
  created_at: Generated<Date>;
  resolution: Resolution | null;
  ignored_until: Date | null;
  ignore_limit: IgnoreLimit | null;
  unignore_count: Generated<number>;
  assignee_team_id: string | null;
  merged_into_id: string | null;
  member_count: Generated<number>;
}

interface IssueOwnTable {
  issue_id: string;
  handled: boolean;
  first_seen: Date;
  last_seen: Date;
  first_received_at: Date;
  last_received_at: Date;
  event_count: number;
  user_count: number;
  user_hash_ceiling: number | null;
}

interface SavedViewTable {
  id: string;
  organization_id: string;
  owner_id: string | null;
  maker_id: string | null;
  name: string;
  query: string;
  sort: 'last_seen' | 'first_seen' | 'event_count' | 'user_count';
  position: number;
  created_at: Generated<Date>;
}

interface DefaultViewTable {
  user_id: string;
  organization_id: string;
  view_id: string;
}

interface IssueCommentTable {
  id: string;
  issue_id: string;
  author_id: string | null;
  text: string;
  created_at: Generated<Date>;
  edited_at: Date | null;
}

interface IssueActivityTable {
  id: string;
  issue_id: string;
  actor_id: string | null;
  kind: ActivityKind;
  data: Generated<unknown>;
  created_at: Generated<Date>;
}

interface ProjectReleaseTable {
  project_id: string;
  version: string;
  first_seen: Date;
}

interface IssueSearchTable {
  issue_id: string;
  project_id: string;
  text: string;
}

interface IssueUserTable {
  issue_id: string;
  user_hash: number;
}

interface IssueTagTable {
  issue_id: string;
  project_id: string;
  key: string;
  value: string;
  event_count: number;
  first_seen: Date;
  last_seen: Date;
}

interface IssueTagLeftOutTable {
  issue_id: string;
  key: string;
  event_count: number;
  is_closed: Generated<boolean>;
}

interface IssueTagPendingTable {
  id: Generated<number>;
  tag_count: number;
  issue_ids: string[];
  keys: string[];
  tag_values: string[];
  event_counts: string[];
  first_seen: string[];
  last_seen: string[];
}

interface ProjectTagTable {
  project_id: string;
  key: string;
  value: string;
  issue_count: number;
  event_count: number;
  last_seen: Date;
}

interface ProjectTagChangeTable {
  project_id: string;
  key: string;
  value: string;
  issue_count: number;
  event_count: number;
  last_seen: Date;
}

interface IssueHourlyTable {
  issue_id: string;
  hour: Date;
  event_count: number;
}

interface ProjectHourlyTable {
  project_id: string;
  hour: Date;
  event_count: number;
}

interface OutcomeHourlyTable {
  project_id: string;
  hour: Date;
  category: Category;
  outcome: OutcomeName;
  reason: string;
  quantity: number;
}

interface DimensionHourlyTable {
  project_id: string;
  dimension: 'environment' | 'release' | 'level';
  hour: Date;
  value: string;
  event_count: number;
}

interface LedgerEntryTable {
  project_id: string;
  event_id: string;
  received_at: Date;
  decided_at: Date;
  outcome: OutcomeName | 'dead_letter';
  reason: string;
  error: string | null;
}

interface LedgerHourlyTable {
  project_id: string;
  hour: Date;
  entry_count: number;
  unnamed_count: number;
}

interface AcceptedRecentTable {
  project_id: string;
  id: string;
  accepted_at: Date;
  event_count: number;
  event_ids: string[];
}

interface NotificationTable {
  id: string;
  project_id: string;
  issue_id: string | null;
  event_id: string | null;
  occasion: Occasion;
  occurrence: number;
  created_at: Generated<Date>;
  delivered_at: Date | null;
  rule_id: string | null;
  facts: Record<string, unknown> | null;
  decided: Generated<string[]>;
}

interface AlertRuleTable {
  id: string;
  project_id: string;
  name: string;
  is_enabled: Generated<boolean>;
  muted_until: Date | null;
  triggers: Trigger[];
  conditions: Generated<Condition[]>;
  recipients: Recipient[];
  interval_minutes: number;
  counts: boolean | null;
  counts_users: boolean | null;
  next_digest_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface IssueWatchTable {
  issue_id: string;
  project_id: string;
  changed_at: Date;
}

interface IssueUserRecentTable {
  issue_id: string;
  user_hash: number;
  seen_at: Date;
}

interface AlertTable {
  id: string;
  project_id: string;
  notification_id: string | null;
  rule_id: string | null;
  rule_name: string;
  issue_id: string | null;
  occasion: Occasion | 'test';
  channel: string;
  user_id: string | null;
  address: string;
  state: StoredAlertState;
  reason: AlertReason | null;
  release_at: Date | null;
  mail_id: string | null;
  created_at: Generated<Date>;
}

interface AlertPreferenceTable {
  user_id: string;
  is_paused: Generated<boolean>;
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: Generated<string>;
}

interface AlertChoiceTable {
  id: string;
  project_id: string;
  rule_id: string | null;
  user_id: string | null;
  address: string | null;
  occasions: Generated<string[]>;
  created_at: Generated<Date>;
}

interface EventTable {
  project_id: string;
  event_id: string;
  received_at: Date;
  issue_id: string;
  occurred_at: Date;
  level: Level;
  environment: string | null;
  release: string | null;
  payload: Buffer;
  tag_hashes: string[] | null;
}

interface PurgeTable {
  id: string;
  project_id: string;
  issue_id: string | null;
  created_at: Generated<Date>;
}

interface AuditLogTable {
  id: string;
  organization_id: string | null;
  actor_id: string | null;
  actor_email: string;
  token_id: string | null;
  action: AuditAction;
  target_type: string;
  target_id: string;
  target_name: Generated<string>;
  data: Generated<unknown>;
  address: string | null;
  created_at: Generated<Date>;
}

interface MailTable {
  id: string;
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string | null;
  state: Generated<MailState>;
  created_at: Generated<Date>;
  sent_at: Date | null;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  lease_id: string | null;
  last_error: string | null;
  headers: Generated<Record<string, string>>;
  response: string | null;
  project_id: string | null;
}

interface LiveMessageTable {
  id: Generated<number>;
  project_id: string;
  type: LiveType;
  issue_ids: Generated<string[]>;
  created_at: Generated<Date>;
  is_truncated: Generated<boolean>;
  reason: string | null;
  xid: Generated<string>;
  horizon: Generated<string>;
}

interface OidcIdentityTable {
  issuer: string;
  subject: string;
  user_id: string;
  email: string;
  created_at: Generated<Date>;
  last_login_at: Generated<Date>;
}

interface OidcSpentStateTable {
  id: string;
  expires_at: Date;
}

interface TeamTable {
  id: string;
  organization_id: string;
  name: string;
  created_at: Generated<Date>;
}

interface TeamMemberTable {
  organization_id: string;
  team_id: string;
  user_id: string;
}

interface TeamProjectTable {
  team_id: string;
  project_id: string;
}

interface InvitationTable {
  id: string;
  organization_id: string;
  email: string;
  role: Role;
  token_hash: Buffer;
  mailed_token_hash: Buffer | null;
  invited_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}

interface InvitationTeamTable {
  invitation_id: string;
  team_id: string;
}

interface ApiTokenTable {
  id: string;
  user_id: string;
  organization_id: string;
  name: string;
  access: TokenAccess;
  project_ids: string[] | null;
  token_hash: Buffer;
  prefix: string;
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
}

interface QueueBundleTable {
  id: string;
  topic: string;
  message_count: number;
  size: number;
  content: Buffer;
  attempt: Generated<number>;
  answered: Generated<number>;
  available_at: Generated<Date>;
  leased_by: number | null;
  last_error: string | null;
  created_at: Generated<Date>;
}

interface QueueDeadLetterTable {
  id: string;
  topic: string;
  headers: unknown;
  body: Buffer;
  attempts: number;
  reason: string;
  died_at: Generated<Date>;
}

interface MessageReceiptTable {
  message_id: string;
  processed_at: Generated<Date>;
}

interface SchemaMigrationTable {
  number: number;
  name: string;
  checksum: string;
  applied_at: Generated<Date>;
}
