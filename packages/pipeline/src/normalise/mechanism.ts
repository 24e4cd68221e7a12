import type { Mechanism } from '@railguard/protocol/event';
import { object } from './fields.ts';
import { bag } from './json.ts';
import { boolean, count } from './scalar.ts';
import { MAX_SUMMARY, MAX_WORD, text } from './text.ts';

export const mechanism = object<Mechanism>({
  type: text(MAX_WORD),
  handled: boolean,
  synthetic: boolean,
  description: text(MAX_SUMMARY),
  help_link: text(MAX_SUMMARY),
  data: bag,
  meta: bag,
  exception_id: count,
  parent_id: count,
  is_exception_group: boolean,
  source: text(MAX_SUMMARY),
});
