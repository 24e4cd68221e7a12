import type { Event } from '@railguard/protocol/event';
import { refusal } from '@railguard/protocol/outcome';
import type { EventFilter } from './filter.ts';

const LOCAL_HOST = /^(?:localhost|.{1,250}\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Events of somebody's own machine: of a page or a request at localhost, or of a file opened by hand. */
export const localhost: EventFilter = {
  outcome: refusal('filtered', 'localhost_filter'),
  compile: ({ localhost }) => (localhost ? isLocal : undefined),
};

function isLocal({ request }: Event): boolean {
  const url = URL.parse(request?.url ?? '');
  return url !== null && (url.protocol === 'file:' || LOCAL_HOST.test(url.hostname));
}
