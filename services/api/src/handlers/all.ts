import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import type { Handlers } from '../handler.ts';
import { authHandlers } from './auth.ts';
import { eventHandlers } from './events.ts';
import { issueHandlers } from './issues.ts';
import { liveHandlers } from './live.ts';
import { meHandlers } from './me.ts';
import { outcomeHandlers } from './outcomes.ts';
import { projectKeyHandlers } from './project-keys.ts';
import { projectHandlers } from './projects.ts';
import { setupHandlers } from './setup.ts';
import { statsHandlers } from './stats.ts';
import { systemHandlers } from './system.ts';

/** The handler of every operation. The type holds this list to the contract's. */
export function allHandlers(deps: ApiDeps, accessTokens: AccessTokens): Handlers {
  return {
    ...setupHandlers(deps, accessTokens),
    ...authHandlers(deps, accessTokens),
    ...meHandlers(deps),
    ...projectHandlers(deps),
    ...projectKeyHandlers(deps),
    ...issueHandlers(deps),
    ...eventHandlers(deps),
    ...statsHandlers(deps),
    ...outcomeHandlers(deps),
    ...systemHandlers(deps),
    ...liveHandlers(deps),
  };
}
