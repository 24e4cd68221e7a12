import { queryDatabase } from '@railguard/testing/database-server';

export interface StoredRow {
  id: string;
  projectId: string;
  issueId: string;
}

export function storedEvents(databaseUrl: string): Promise<StoredRow[]> {
  return queryDatabase<StoredRow & Record<string, unknown>>(
    databaseUrl,
    `select replace(event_id::text, '-', '') as id, project_id::text as "projectId", issue_id::text as "issueId"
     from event`,
  );
}
