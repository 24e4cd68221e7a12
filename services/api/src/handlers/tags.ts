import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import {
  listIssueTags,
  listIssueTagValues,
  listProjectTags,
  listProjectTagValues,
  type TagValueRow,
} from '@railguard/store/tag-values';
import type { ApiDeps } from '../api-deps.ts';
import { asCount, asText, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentIssueTag, presentProjectTagValue, presentTag, presentTagValue } from '../present/present-tag.ts';

export function tagHandlers({ database }: ApiDeps) {
  return {
    async listProjectTags({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor('project tags', { key: asText }, query.cursor)?.key;
      const rows = await listProjectTags(database, scope, params.project_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentTag, ({ key }) => encodeCursor('project tags', [key]));
    },

    async listProjectTagValues({ params, query, scope }) {
      const { limit, page } = readPage(query);
      const rows = await listProjectTagValues(database, scope, params.project_id, params.key, page);
      return toPage(rows, limit, presentProjectTagValue, cursorOf);
    },

    async listIssueTags({ params, scope }) {
      return { data: (await listIssueTags(database, scope, params.issue_id)).map(presentIssueTag) };
    },

    async listIssueTagValues({ params, query, scope }) {
      const { limit, page } = readPage(query);
      const rows = await listIssueTagValues(database, scope, params.issue_id, params.key, page);
      return toPage(rows, limit, presentTagValue, cursorOf);
    },
  } satisfies Partial<Handlers>;
}

const CURSOR = 'tag values';

function readPage({ limit = DEFAULT_PAGE_SIZE, prefix, cursor }: { limit?: number; prefix?: string; cursor?: string }) {
  const after = decodeCursor(CURSOR, { event_count: asCount, value: asText }, cursor);
  return { limit, page: { limit: limit + 1, prefix, after } };
}

function cursorOf({ event_count, value }: TagValueRow): string {
  return encodeCursor(CURSOR, [event_count, value]);
}
