import type { BodyOf, ParamsOf, QueryOf, RouteDefinition } from '@railguard/contract/route';

/** What an operation needs: a part that has required fields is required, one that has none may be left out. */
export type Input<Route extends RouteDefinition> = Part<'params', ParamsOf<Route>> &
  Part<'query', QueryOf<Route>> &
  Part<'body', BodyOf<Route> extends undefined ? Record<never, never> : BodyOf<Route>>;

type Part<Name extends string, Value> =
  Record<never, never> extends Value ? { [Key in Name]?: Value } : { [Key in Name]: Value };

/** The same without its types, as the code that sends it sees it. */
export interface LooseInput {
  params?: object;
  query?: object;
  body?: object;
}

/**
 * The address of an operation with its parameters filled in; query parameters that are undefined are left out, and
 * those of several values repeated.
 */
export function addressOf(baseUrl: string, path: string, { params = {}, query = {} }: LooseInput): string {
  const values = params as Record<string, unknown>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== undefined) search.append(name, String(each));
  }
  return `${baseUrl.replace(/\/+$/, '')}${filled}${search.size > 0 ? `?${search}` : ''}`;
}
