import type { Event } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';

const CHUNK_TYPE = 'ChunkLoadError';
const CHUNK_VALUE =
  /^(?:ChunkLoadError|Loading (?:CSS )?chunk \S{1,200} failed|Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS)/i;
const HYDRATION =
  /^(?:Hydration failed|There was an error while hydrating|Text content does not match server-rendered HTML|Minified React error #(?:418|419|421|422|423|425)\b|Hydration (?:text|node|completed|children|attribute|style|class) )/i;
const BROWSER = new Set(['javascript', 'node', 'other']);

/**
 * Problems of browsers that are one wherever they show: a deploy took a script away, or a page was rendered
 * differently by the server. Their stacks and texts name another file each time.
 */
export function knownProblemParts(event: Event): GroupingPart[] | undefined {
  const thrown = event.exceptions?.[0];
  if (!thrown || !BROWSER.has(event.platform)) return undefined;
  const value = thrown.value ?? '';
  if (thrown.type === CHUNK_TYPE || CHUNK_VALUE.test(value)) {
    return [{ label: 'known problem', value: 'a part of the application could not be loaded' }];
  }
  if (!HYDRATION.test(value)) return undefined;
  return [
    { label: 'known problem', value: 'the page differs from what the server rendered' },
    { label: 'transaction', value: event.transaction ?? '' },
  ];
}
