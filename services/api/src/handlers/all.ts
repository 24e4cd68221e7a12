import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import type { Handlers } from '../handler.ts';
import { acceptInvitationHandlers } from './accept-invitation.ts';
import { alertPreferenceHandlers } from './alert-preferences.ts';
import { alertRuleHandlers } from './alert-rules.ts';
import { alertHandlers } from './alerts.ts';
import { apiTokenHandlers } from './api-tokens.ts';
import { auditLogHandlers } from './audit-log.ts';
import { authHandlers } from './auth.ts';
import { environmentHandlers } from './environments.ts';
import { eventDetailHandlers } from './event-details.ts';
import { eventNavigationHandlers } from './event-navigation.ts';
import { eventHandlers } from './events.ts';
import { invitationHandlers } from './invitations.ts';
import { issueActivityHandlers } from './issue-activity.ts';
import { issueBulkHandlers } from './issue-bulk.ts';
import { issueCommentHandlers } from './issue-comments.ts';
import { issueMergeHandlers } from './issue-merges.ts';
import { issueStatsHandlers } from './issue-stats.ts';
import { issueHandlers } from './issues.ts';
import { ledgerHandlers } from './ledger.ts';
import { liveHandlers } from './live.ts';
import { mailLinkHandlers } from './mail-links.ts';
import { mailHandlers } from './mails.ts';
import { meHandlers } from './me.ts';
import { memberHandlers } from './members.ts';
import { oidcHandlers } from './oidc.ts';
import { organizationIssueHandlers } from './organization-issues.ts';
import { organizationStatsHandlers } from './organization-stats.ts';
import { organizationHandlers } from './organizations.ts';
import { outcomeHandlers } from './outcomes.ts';
import { passwordResetHandlers } from './password-reset.ts';
import { projectDeletionHandlers } from './project-deletions.ts';
import { projectKeyHandlers } from './project-keys.ts';
import { projectSettingsHandlers } from './project-settings.ts';
import { projectHandlers } from './projects.ts';
import { queueHandlers } from './queue.ts';
import { savedViewHandlers } from './saved-views.ts';
import { secondFactorHandlers } from './second-factor.ts';
import { sessionHandlers } from './sessions.ts';
import { setupHandlers } from './setup.ts';
import { statsHandlers } from './stats.ts';
import { storageHandlers } from './storage.ts';
import { systemHandlers } from './system.ts';
import { tagHandlers } from './tags.ts';
import { teamHandlers } from './teams.ts';

/** The handler of every operation. The type holds this list to the contract's. */
export function allHandlers(deps: ApiDeps, accessTokens: AccessTokens): Handlers {
  return {
    ...setupHandlers(deps, accessTokens),
    ...authHandlers(deps, accessTokens),
    ...meHandlers(deps),
    ...passwordResetHandlers(deps),
    ...secondFactorHandlers(deps),
    ...sessionHandlers(deps),
    ...projectHandlers(deps),
    ...projectKeyHandlers(deps),
    ...projectSettingsHandlers(deps),
    ...environmentHandlers(deps),
    ...projectDeletionHandlers(deps),
    ...issueHandlers(deps),
    ...issueBulkHandlers(deps),
    ...issueCommentHandlers(deps),
    ...issueActivityHandlers(deps),
    ...issueMergeHandlers(deps),
    ...eventHandlers(deps),
    ...eventNavigationHandlers(deps),
    ...eventDetailHandlers(deps),
    ...statsHandlers(deps),
    ...issueStatsHandlers(deps),
    ...organizationStatsHandlers(deps),
    ...outcomeHandlers(deps),
    ...queueHandlers(deps),
    ...storageHandlers(deps),
    ...ledgerHandlers(deps),
    ...systemHandlers(deps),
    ...liveHandlers(deps),
    ...mailHandlers(deps),
    ...oidcHandlers(deps, accessTokens),
    ...organizationHandlers(deps),
    ...memberHandlers(deps),
    ...teamHandlers(deps),
    ...invitationHandlers(deps),
    ...acceptInvitationHandlers(deps, accessTokens),
    ...apiTokenHandlers(deps),
    ...auditLogHandlers(deps),
    ...organizationIssueHandlers(deps),
    ...savedViewHandlers(deps),
    ...tagHandlers(deps),
    ...alertRuleHandlers(deps),
    ...alertHandlers(deps),
    ...alertPreferenceHandlers(deps),
    ...mailLinkHandlers(deps),
  };
}
