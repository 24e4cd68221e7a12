import type { RouteDefinition } from '@railguard/contract/route';
import fc, { type Arbitrary } from 'fast-check';
import { fromSchema, type Known, type Schema } from './from-schema.ts';
import { hostile, mutated } from './mutations.ts';

export const ACTORS = ['owner', 'viewer', 'nobody'] as const;
export type Actor = (typeof ACTORS)[number];

/** One request, as it is sent. */
export interface Attack {
  actor: Actor;
  method: string;
  /** With parameters filled in and the query. */
  path: string;
  params: Record<string, string>;
  headers: Record<string, string>;
  body?: string;
}

const MOST_TEXT = 3_000;

/** Requests to a route: good ones, and ones with something wrong in the path, the query, the body or the headers. */
export function attacksOn(route: RouteDefinition, known: Known): Arbitrary<Attack> {
  return fc
    .record({
      actor: fc.constantFrom<Actor>('owner', 'owner', 'owner', 'viewer', 'viewer', 'nobody'),
      params: paramsOf(route, known),
      query: queryOf(route, known),
      body: bodyOf(route, known),
      type: fc.oneof(
        { weight: 20, arbitrary: fc.constant('application/json') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data'),
        },
      ),
      requestId: fc.option(fc.constantFrom('trace-1', 'a b', 'é'.repeat(3), 'x'.repeat(500)), { nil: undefined }),
    })
    .map(({ actor, params, query, body, type, requestId }) => {
      const filled = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
      return {
        actor,
        method: route.method,
        path: query === '' ? filled : `${filled}?${query}`,
        params,
        headers: {
          ...(body === undefined ? {} : { 'content-type': type }),
          ...(requestId === undefined ? {} : { 'x-request-id': encodeURIComponent(requestId) }),
        },
        ...(body === undefined ? {} : { body }),
      };
    });
}

function paramsOf({ params }: RouteDefinition, known: Known): Arbitrary<Record<string, string>> {
  const fields = Object.entries((params?.properties ?? {}) as Record<string, Schema>);
  const values = fields.map(([name, schema]) => {
    const good = fromSchema(schema, known, name).map(String);
    return [name, fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: wrongText })] as const;
  });
  // What browsers and proxies take out of a path names another address.
  const isSegment = (text: string) => text !== '' && text !== '.' && text !== '..';
  const made = fc.record(Object.fromEntries(values.map(([name, value]) => [name, value.filter(isSegment)])));
  const names = fields.map(([name]) => name);
  const places = known.places(names).map((place) => Object.fromEntries(names.map((name) => [name, place[name]!])));
  if (places.length === 0) return made;
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...places) }, { weight: 1, arbitrary: made });
}

function queryOf({ query }: RouteDefinition, known: Known): Arbitrary<string> {
  const fields = Object.entries((query?.properties ?? {}) as Record<string, Schema>);
  const good = fields.map(([name, schema]) => fc.tuple(fc.constant(name), fromSchema(schema, known, name).map(String)));
  const wrong = fc.tuple(fc.constantFrom(...fields.map(([name]) => name), '__proto__', 'x', 'limit[]'), wrongText);
  const pairs = fc.oneof(
    { weight: 3, arbitrary: good.length > 0 ? fc.subarray(good).chain((some) => fc.tuple(...some)) : fc.constant([]) },
    { weight: 2, arbitrary: fc.array(wrong, { maxLength: 2 }) },
    { weight: 1, arbitrary: wrong.map((pair) => [pair, pair]) },
  );
  return pairs.map((list) => new URLSearchParams(list as [string, string][]).toString().slice(0, MOST_TEXT));
}

function bodyOf({ body }: RouteDefinition, known: Known): Arbitrary<string | undefined> {
  if (!body) return fc.constant(undefined);
  const good = fromSchema(body as Schema, known);
  const toText = (value: unknown) => JSON.stringify(value) ?? 'undefined';
  return fc.oneof(
    { weight: 5, arbitrary: good.map(toText) },
    { weight: 5, arbitrary: mutated(good).map(toText) },
    { weight: 1, arbitrary: good.map((value) => toText(value).slice(0, -1)) },
    { weight: 1, arbitrary: fc.constantFrom('', 'null', '[', '{"a":', '\u0000', '{"__proto__":{"a":1}}', '"\\ud800"') },
  );
}

const wrongText: Arbitrary<string> = hostile.map((value) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, MOST_TEXT),
);
