import { authRoutes } from './resources/auth.ts';
import { eventRoutes } from './resources/events.ts';
import { issueRoutes } from './resources/issues.ts';
import { liveRoutes } from './resources/live.ts';
import { meRoutes } from './resources/me.ts';
import { outcomeRoutes } from './resources/outcomes.ts';
import { projectKeyRoutes } from './resources/project-keys.ts';
import { projectRoutes } from './resources/projects.ts';
import { setupRoutes } from './resources/setup.ts';
import { statsRoutes } from './resources/stats.ts';
import { systemRoutes } from './resources/system.ts';

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
  ...liveRoutes,
] as const;

export type Route = (typeof ROUTES)[number];
export type OperationId = Route['operationId'];
export type RouteOf<Id extends OperationId> = Extract<Route, { operationId: Id }>;
