/** A table of rows that arrive, are read by time for a while, and leave by the day. */
export interface TimeTable {
  name: string;
  /** The middle of its primary key `(project_id, <id>, received_at)`. */
  id: string;
  /** Whether its rows belong to an issue by `issue_id`, and go with it. */
  ofIssue: boolean;
}

/** Every table that a layout makes room in, compresses and drops from. Each layout's migration makes it in its own way. */
export const TIME_TABLES: readonly TimeTable[] = [{ name: 'event', id: 'event_id', ofIssue: true }];
