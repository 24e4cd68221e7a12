/** As few colours as tell code apart. */
export type Kind = 'keyword' | 'string' | 'number' | 'comment' | 'name';

const KINDS = new Map<string, Kind>(
  Object.entries({
    'hljs-keyword': 'keyword',
    'hljs-literal': 'keyword',
    'hljs-built_in': 'keyword',
    'hljs-variable': 'name',
    'hljs-string': 'string',
    'hljs-regexp': 'string',
    'hljs-symbol': 'string',
    'hljs-number': 'number',
    'hljs-comment': 'comment',
    'hljs-doctag': 'comment',
    'hljs-title': 'name',
    'hljs-type': 'name',
  } as const),
);

/** What a class of highlight.js means here; undefined where it is like everything else. */
export function kindOf(className: unknown): Kind | undefined {
  if (!Array.isArray(className)) return undefined;
  return className.map((name) => KINDS.get(String(name))).find((kind) => kind !== undefined);
}
