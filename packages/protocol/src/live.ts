/** What live pages are told of; each carries ids alone, and whoever hears it reads the rest through the API. */
export const LIVE_TYPES = [
  'issue.new',
  'issue.updated',
  'issue.regressed',
  'issue.deleted',
  'project.first_event',
  'ingest.rejected',
] as const;
export type LiveType = (typeof LIVE_TYPES)[number];
