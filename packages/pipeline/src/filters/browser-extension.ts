import type { Event } from '@railguard/protocol/event';
import { refusal } from '@railguard/protocol/outcome';
import type { EventFilter } from './filter.ts';

const EXTENSION_URL = /^(?:chrome|moz|ms-browser|safari|safari-web|webkit-masked-url|edge)(?:-extension)?:\/\/(?!$)/i;
/** Said by extensions and by browsers' own scripts, which have no file that could be told. */
const EXTENSION_MESSAGE =
  /\b(?:Extension context invalidated|message (?:port|channel) closed before a response was received|Could not establish connection\. Receiving end does not exist|runtime\.lastError|Can't find variable: (?:gmo|zaloJSV2|instantSearchSDKJSBridgeClearHighlight))\b/;

/** Errors inside extensions of browsers: the crashing frame is theirs, or only they say such a thing. */
export const browserExtension: EventFilter = {
  outcome: refusal('filtered', 'browser_extension_filter'),
  compile: ({ browser_extensions }) => (browser_extensions ? isOfExtension : undefined),
};

function isOfExtension({ exceptions = [] }: Event): boolean {
  const [thrown] = exceptions;
  if (!thrown) return false;
  if (EXTENSION_MESSAGE.test(thrown.value ?? '')) return true;
  const [crashed] = thrown.frames ?? [];
  return EXTENSION_URL.test(crashed?.abs_path || crashed?.filename || '');
}
