import { parseEventId } from '@railguard/protocol/ids';

/**
 * The `event_id` of an object, or of each object of an array, as far as the beginning of a JSON text tells: it may end
 * anywhere. Keys of what is inside those objects do not count.
 */
export function topLevelIds(text: string): string[] {
  const ids: string[] = [];
  const isArray = /^\ufeff?\s*\[/.test(text);
  const level = isArray ? 2 : 1;
  let depth = 0;
  let key: string | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === level && token[0] === '"') {
      const isKey = COLON.test(text.slice(index + token.length, index + token.length + 20));
      if (!isKey && key === '"event_id"') ids.push(...asId(token));
      key = isKey ? token : undefined;
    }
  }
  return ids;
}

/** A string that does not end is one to the end, so that no text is gone through twice. */
const TOKEN = /[{}[\]]|"(?:[^"\\]|\\.)*\\?(?:"|$)/gs;
const COLON = /^\s*:/;

function asId(token: string): string[] {
  const id = token.endsWith('"') ? parseEventId(token.slice(1, -1)) : undefined;
  return id === undefined ? [] : [id];
}

const BEGINNING_BYTES = 8 * 1024;

/** The same of a body that may be large. */
export function idsAtBeginning(body: Buffer): string[] {
  return topLevelIds(body.toString('utf8', 0, BEGINNING_BYTES));
}
