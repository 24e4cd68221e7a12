/** What an issue's history tells of; `created` is told by the issue itself. */
export const ACTIVITY_KINDS = [
  'created',
  'resolved',
  'unresolved',
  'ignored',
  'unignored',
  'regressed',
  'assigned',
  'unassigned',
  'commented',
  'merged',
  'unmerged',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
