import type { Event } from '@railguard/protocol/event';
import type { Outcome } from '@railguard/protocol/outcome';
import type { FilterSettings } from '@railguard/protocol/project-settings';
import { browserExtension } from './browser-extension.ts';
import type { EventFilter } from './filter.ts';
import { legacyBrowser } from './legacy-browser.ts';
import { localhost } from './localhost.ts';
import { message } from './message.ts';
import { release } from './release.ts';
import { webCrawler } from './web-crawler.ts';

/** Every filter, the cheapest first: an event that several would refuse is counted for the first of them. */
const FILTERS: readonly EventFilter[] = [release, localhost, legacyBrowser, webCrawler, message, browserExtension];

/** The outcome of the first filter that refuses the event. */
export function compileFilters(settings: FilterSettings): (event: Event) => Outcome | undefined {
  const asked = FILTERS.flatMap(({ outcome, compile }) => {
    const fits = compile(settings);
    return fits ? [{ outcome, fits }] : [];
  });
  if (asked.length === 0) return () => undefined;
  return (event) => asked.find(({ fits }) => fits(event))?.outcome;
}
