/** What live pages are told of; each carries ids alone, and whoever hears it reads the rest through the API. */
export const LIVE_TYPES = [
  'issue.new',
  'issue.updated',
  'issue.regressed',
  'issue.deleted',
  'project.first_event',
  'ingest.rejected',
  'alert.fired',
] as const;
export type LiveType = (typeof LIVE_TYPES)[number];

/** The most issues that one message names; where more changed it says so, and whoever shows them reads them anew. */
export const MOST_ISSUE_IDS = 100;
