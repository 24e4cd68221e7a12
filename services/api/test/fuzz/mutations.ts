import fc, { type Arbitrary } from 'fast-check';

const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

/** In the place of a good value: other types, edges of numbers, text that is code somewhere, and far too much. */
const HOSTILE: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202Egnp.exe',
  '💥'.repeat(200),
  'x'.repeat(70_000),
  "'; drop table project; --",
  '%_\\',
  '{{constructor}}',
  '$where',
  '1e309',
  '9223372036854775808',
  '2026-02-30T25:61:00Z',
  '-271821-04-20T00:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
  [],
  [null],
  {},
  { $ref: '#' },
  { length: 1e9 },
  { toString: null },
  deep(500),
  Array.from({ length: 2_000 }, (_, place) => place),
];

export const hostile: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Fields that programs trip over, as JSON brings them in. */
const TRAPS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', 'id', 'role', 'user_id'];

type Step = { kind: 'replace' | 'drop'; place: number; value: unknown } | { kind: 'add'; name: string; value: unknown };

const step: Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), place: fc.nat(20), value: hostile }),
  fc.record({ kind: fc.constant('drop' as const), place: fc.nat(20), value: fc.constant(null) }),
  fc.record({ kind: fc.constant('add' as const), name: fc.constantFrom(...TRAPS), value: hostile }),
);

/** One or two changes to a good body, or another value in its place. */
export function mutated(good: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(good, fc.array(step, { minLength: 1, maxLength: 2 }))
        .map(([body, steps]) => steps.reduce(change, body)),
    },
    { weight: 1, arbitrary: hostile },
  );
}

function change(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null) return step.value;
  // Own properties only: what JSON.parse makes of `__proto__` must be sent as such.
  const entries: [string, unknown][] = Object.entries(value);
  if (Array.isArray(value)) return [...value, step.value];
  if (step.kind === 'add') entries.push([step.name, step.value]);
  else if (entries.length > 0) {
    const place = step.place % entries.length;
    const [name, inner] = entries[place]!;
    if (step.kind === 'drop') entries.splice(place, 1);
    // Every other time further in, where there is an inside.
    else entries[place] = [name, step.place % 2 === 1 && typeof inner === 'object' ? change(inner, step) : step.value];
  }
  const changed: object = Object.create(null);
  for (const [name, inner] of entries) {
    Object.defineProperty(changed, name, { value: inner, enumerable: true, configurable: true, writable: true });
  }
  return changed;
}
