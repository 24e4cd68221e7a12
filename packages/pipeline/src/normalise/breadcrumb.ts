import type { Breadcrumb } from '@railguard/protocol/event';
import { list, object } from './fields.ts';
import { json } from './json.ts';
import { level } from './level.ts';
import { MAX_MESSAGE, MAX_WORD, text } from './text.ts';
import { time } from './time.ts';

const breadcrumb = object<Breadcrumb>({
  timestamp: time,
  type: text(MAX_WORD),
  category: text(MAX_WORD),
  message: text(MAX_MESSAGE),
  level,
  data: json,
  event_id: text(64),
});

/** Breadcrumbs, the oldest first; of too many the newest stay. */
export const breadcrumbs = list(breadcrumb, { max: 100, keep: 'last' });
