import { apiTokenRoutes } from './resources/api-tokens.ts';
import { auditLogRoutes } from './resources/audit-log.ts';
import { authRoutes } from './resources/auth.ts';
import { eventRoutes } from './resources/events.ts';
import { invitationRoutes } from './resources/invitations.ts';
import { issueRoutes } from './resources/issues.ts';
import { meRoutes } from './resources/me.ts';
import { memberRoutes } from './resources/members.ts';
import { organizationRoutes } from './resources/organizations.ts';
import { outcomeRoutes } from './resources/outcomes.ts';
import { projectKeyRoutes } from './resources/project-keys.ts';
import { projectRoutes } from './resources/projects.ts';
import { setupRoutes } from './resources/setup.ts';
import { statsRoutes } from './resources/stats.ts';
import { systemRoutes } from './resources/system.ts';
import { teamRoutes } from './resources/teams.ts';

/** Every operation of the control API. A new resource is one file and one line here. */
export const ROUTES = [
  ...setupRoutes,
  ...authRoutes,
  ...meRoutes,
  ...projectRoutes,
  ...projectKeyRoutes,
  ...issueRoutes,
  ...eventRoutes,
  ...statsRoutes,
  ...outcomeRoutes,
  ...systemRoutes,
  ...organizationRoutes,
  ...memberRoutes,
  ...teamRoutes,
  ...invitationRoutes,
  ...apiTokenRoutes,
  ...auditLogRoutes,
] as const;

export type Route = (typeof ROUTES)[number];
export type OperationId = Route['operationId'];
export type RouteOf<Id extends OperationId> = Extract<Route, { operationId: Id }>;
