import type { Issue } from '../src/features/issues/issue.ts';

/** What the API answers of an unresolved issue, a month old; `fields` replace what is there. */
export function anIssue(fields: Partial<Issue> = {}): Issue {
  return {
    id: '00000000-0000-4000-8000-000000000002',
    short_id: 'SHOP-1',
    project_id: '00000000-0000-4000-8000-000000000001',
    title: 'OrderError: not saved',
    culprit: 'app/orders.rb in create',
    type: 'error',
    level: 'error',
    platform: 'ruby',
    handled: true,
    status: 'unresolved',
    first_seen: new Date(Date.now() - 30 * 86_400_000).toISOString(),
    last_seen: new Date().toISOString(),
    event_count: 3,
    user_count: 1,
    user_count_estimated: false,
    is_regressed: false,
    regressed_at: null,
    resolution: null,
    ignore: null,
    grouping_hash: 'f00d',
    grouping_algorithm: 'v1',
    assignee: null,
    assignee_team: null,
    ...fields,
  };
}
