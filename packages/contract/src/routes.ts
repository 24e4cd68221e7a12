import { alertPreferenceRoutes } from './resources/alert-preferences.ts';
import { alertRuleRoutes } from './resources/alert-rules.ts';
import { alertRoutes } from './resources/alerts.ts';
import { apiTokenRoutes } from './resources/api-tokens.ts';
import { auditLogRoutes } from './resources/audit-log.ts';
import { authRoutes } from './resources/auth.ts';
import { environmentRoutes } from './resources/environments.ts';
import { eventDetailRoutes } from './resources/event-details.ts';
import { eventNavigationRoutes } from './resources/event-navigation.ts';
import { eventRoutes } from './resources/events.ts';
import { invitationRoutes } from './resources/invitations.ts';
import { issueActivityRoutes } from './resources/issue-activity.ts';
import { issueBulkRoutes } from './resources/issue-bulk.ts';
import { issueCommentRoutes } from './resources/issue-comments.ts';
import { issueMergeRoutes } from './resources/issue-merges.ts';
import { issueStatsRoutes } from './resources/issue-stats.ts';
import { issueRoutes } from './resources/issues.ts';
import { ledgerRoutes } from './resources/ledger.ts';
import { liveRoutes } from './resources/live.ts';
import { mailLinkRoutes } from './resources/mail-links.ts';
import { mailRoutes } from './resources/mails.ts';
import { meRoutes } from './resources/me.ts';
import { memberRoutes } from './resources/members.ts';
import { oidcRoutes } from './resources/oidc.ts';
import { organizationIssueRoutes } from './resources/organization-issues.ts';
import { organizationStatsRoutes } from './resources/organization-stats.ts';
import { organizationRoutes } from './resources/organizations.ts';
import { outcomeRoutes } from './resources/outcomes.ts';
import { passwordResetRoutes } from './resources/password-reset.ts';
import { projectDeletionRoutes } from './resources/project-deletions.ts';
import { projectKeyRoutes } from './resources/project-keys.ts';
import { projectSettingsRoutes } from './resources/project-settings.ts';
import { projectRoutes } from './resources/projects.ts';
import { queueRoutes } from './resources/queue.ts';
import { savedViewRoutes } from './resources/saved-views.ts';
import { secondFactorRoutes } from './resources/second-factor.ts';
import { sessionRoutes } from './resources/sessions.ts';
import { setupRoutes } from './resources/setup.ts';
import { statsRoutes } from './resources/stats.ts';
import { storageRoutes } from './resources/storage.ts';
import { systemRoutes } from './resources/system.ts';
import { tagRoutes } from './resources/tags.ts';
import { teamRoutes } from './resources/teams.ts';

/** Every operation of the control API. A new resource is one file and one line here. */
export const ROUTES = [
  ...setupRoutes,
  ...authRoutes,
  ...meRoutes,
  ...passwordResetRoutes,
  ...secondFactorRoutes,
  ...sessionRoutes,
  ...projectRoutes,
  ...projectKeyRoutes,
  ...projectSettingsRoutes,
  ...environmentRoutes,
  ...projectDeletionRoutes,
  ...issueRoutes,
  ...issueBulkRoutes,
  ...issueCommentRoutes,
  ...issueActivityRoutes,
  ...issueMergeRoutes,
  ...eventRoutes,
  ...eventNavigationRoutes,
  ...eventDetailRoutes,
  ...statsRoutes,
  ...issueStatsRoutes,
  ...organizationStatsRoutes,
  ...outcomeRoutes,
  ...queueRoutes,
  ...storageRoutes,
  ...ledgerRoutes,
  ...systemRoutes,
  ...liveRoutes,
  ...mailRoutes,
  ...oidcRoutes,
  ...organizationRoutes,
  ...memberRoutes,
  ...teamRoutes,
  ...invitationRoutes,
  ...apiTokenRoutes,
  ...auditLogRoutes,
  ...organizationIssueRoutes,
  ...savedViewRoutes,
  ...tagRoutes,
  ...alertRuleRoutes,
  ...alertRoutes,
  ...alertPreferenceRoutes,
  ...mailLinkRoutes,
] as const;

export type Route = (typeof ROUTES)[number];
export type OperationId = Route['operationId'];
export type RouteOf<Id extends OperationId> = Extract<Route, { operationId: Id }>;
