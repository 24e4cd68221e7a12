import { refusal } from '@railguard/protocol/outcome';
import { compileGlobs } from '../glob.ts';
import type { EventFilter } from './filter.ts';

/** Events whose message, or one of whose exceptions as `Type: value`, fits a pattern. */
export const message: EventFilter = {
  outcome: refusal('filtered', 'message_filter'),
  compile({ messages }) {
    const fits = compileGlobs(messages);
    if (!fits) return undefined;
    return (event) =>
      (event.message !== undefined && fits(event.message)) ||
      (event.exceptions ?? []).some(({ type, value }) => fits([type, value].filter(Boolean).join(': ')));
  },
};
