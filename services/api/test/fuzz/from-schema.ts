import fc, { type Arbitrary } from 'fast-check';

/** A JSON Schema as TypeBox writes it. */
export interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minProperties?: number;
}

/** Ids that lead somewhere together, by the names they have in paths. */
export type Place = Record<string, string>;

/** What exists, and is worth a try. */
export interface Known {
  /** Under the name of a field. */
  values(name: string): string[];
  /** Those that have all of the names. */
  places(names: string[]): Place[];
}

const MOST_ITEMS = 4;
const MOST_CHARACTERS = 300;

/** Values that the schema allows, `name` being the field they are for. */
export function fromSchema(schema: Schema, known: Known, name = ''): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => fromSchema(option, known, name)));
  switch (schema.type) {
    case 'object':
      return objects(schema, known);
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, known, name.replace(/s$/, '')), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS),
      });
    case 'string':
      return strings(schema, known, name);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects(schema: Schema, known: Known): Arbitrary<object> {
  const properties = Object.entries(schema.properties ?? {});
  const fields = Object.fromEntries(properties.map(([name, field]) => [name, fromSchema(field, known, name)]));
  const requiredKeys = (schema.required ?? []).filter((name) => name in fields);
  const [rest] = Object.values(schema.patternProperties ?? {});
  const named = fc.record(fields, { requiredKeys });
  return rest ? fc.tuple(named, dictionary(rest, known)).map(([one, other]) => ({ ...other, ...one })) : named;
}

function dictionary(schema: Schema, known: Known): Arbitrary<object> {
  return fc.dictionary(fc.string({ maxLength: 20 }), fromSchema(schema, known), { maxKeys: MOST_ITEMS });
}

function strings(schema: Schema, known: Known, name: string): Arbitrary<string> {
  const made = madeStrings(schema);
  const existing = known.values(name);
  if (existing.length === 0) return made;
  return fc.oneof(fc.constantFrom(...existing), made);
}

function madeStrings({ format, pattern, minLength = 0, maxLength = MOST_CHARACTERS }: Schema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return times();
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (pattern)
    return fc.stringMatching(new RegExp(pattern)).filter((text) => fits(text) || minLength > MOST_CHARACTERS);
  const most = Math.max(minLength, Math.min(maxLength, MOST_CHARACTERS));
  return fc.string({ minLength, maxLength: most, unit: 'grapheme' }).map((text) => text.slice(0, maxLength));
}

function times(): Arbitrary<string> {
  const min = new Date('1970-01-01T00:00:00Z');
  return fc.oneof(
    fc.date({ min, max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }).map((time) => time.toISOString()),
    fc.integer({ min: 0, max: 30 * 86_400 }).map((ago) => new Date(Date.now() - ago * 1000).toISOString()),
  );
}
