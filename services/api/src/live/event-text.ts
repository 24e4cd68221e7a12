import type { LiveData } from '@railguard/contract/resources/live';
import type { HeardMessage } from '@railguard/store/live-replay';

/** A line that says nothing, for proxies and readers that take silence for death. */
export const HEARTBEAT = ':\n\n';

/**
 * One server-sent event as the HTML standard writes it. `data` becomes JSON, which holds no line break.
 * @param id what the client sends back as `Last-Event-ID`; without it, it keeps the one before
 */
export function eventText(event: string, data: object, id?: string): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}

export function messageText({ cursor, type, project_id, issue_ids, is_truncated, reason }: HeardMessage): string {
  const data: LiveData = {
    project_id,
    issue_ids,
    ...(is_truncated ? { truncated: true } : {}),
    ...(reason === null ? {} : { reason }),
  };
  return eventText(type, data, cursor);
}
