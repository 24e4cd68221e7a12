import type { Event } from '@railguard/protocol/event';
import { refusal } from '@railguard/protocol/outcome';
import { browserOf } from '../normalise/user-agent.ts';
import type { EventFilter } from './filter.ts';
import { userAgentOf } from './user-agent-of.ts';

/** Majors below these get no more security updates, nor modern JavaScript: what breaks there is not the page's fault. */
const LEAST_VERSION = new Map([
  ['Internet Explorer', Number.POSITIVE_INFINITY],
  ['Edge', 79],
  ['Opera', 51],
  ['Samsung Internet', 8],
  ['Firefox', 67],
  ['Chrome', 63],
  ['Safari', 12],
]);
/** Opera's own engine, before it was Chrome's. */
const OLD_ENGINE = /\b(?:Presto|Opera Mini)\//;
const OLD_ANDROID_BROWSER = /\bAndroid [1-4]\..{0,200}\bVersion\/\d/;

/** Events of browsers that nobody maintains any more, told by the User-Agent header. */
export const legacyBrowser: EventFilter = {
  outcome: refusal('filtered', 'legacy_browser_filter'),
  compile: ({ legacy_browsers }) => (legacy_browsers ? isLegacy : undefined),
};

function isLegacy(event: Event): boolean {
  const userAgent = userAgentOf(event);
  if (userAgent === '') return false;
  if (OLD_ENGINE.test(userAgent) || OLD_ANDROID_BROWSER.test(userAgent)) return true;
  const browser = browserOf(userAgent);
  const least = browser && LEAST_VERSION.get(browser.name);
  return least !== undefined && Number.parseInt(browser?.version ?? '', 10) < least;
}
