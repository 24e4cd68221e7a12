import { refusal } from '@railguard/protocol/outcome';
import type { EventFilter } from './filter.ts';
import { userAgentOf } from './user-agent-of.ts';

/** Not the phones of a maker called Cubot. */
const CRAWLER =
  /(?<!cu)bot\b|crawler|spider|slurp|mediapartners-google|google-inspectiontool|googleother|facebookexternalhit|lighthouse|chrome-lighthouse|headlesschrome|phantomjs|pingdom|uptimerobot|datadog|whatsapp\//i;

/** Events of search engines and other machines that read pages, told by the User-Agent header. */
export const webCrawler: EventFilter = {
  outcome: refusal('filtered', 'web_crawler_filter'),
  compile: ({ web_crawlers }) => (web_crawlers ? (event) => CRAWLER.test(userAgentOf(event)) : undefined),
};
