import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { ProjectDeletionRow } from '@railguard/store/project-deletions';

type ProjectDeletion = AnswerOf<RouteOf<'listDeletions'>>['data'][number];

/** Issues and counters go after the events, so what runs is never quite done. */
const MOST_WHILE_RUNNING = 99;

export function presentDeletion(deletion: ProjectDeletionRow): ProjectDeletion {
  const { id, project_id, project_name, project_slug, events_at_start, started_at, finished_at } = deletion;
  const isDone = finished_at !== null;
  const left = isDone ? 0 : Math.max(0, events_at_start - deletion.rows_deleted);
  const percent = events_at_start === 0 ? MOST_WHILE_RUNNING : Math.floor((1 - left / events_at_start) * 100);
  return {
    id,
    project_id,
    project_name,
    project_slug,
    state: isDone ? 'done' : 'running',
    started_at: started_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
    events_left: left,
    progress_percent: isDone ? 100 : Math.min(percent, MOST_WHILE_RUNNING),
  };
}
