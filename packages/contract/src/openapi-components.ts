export type JsonObject = Record<string, unknown>;

/** Collects the schemas that have a name (`$id`), so that each is written once and referred to everywhere else. */
export interface Components {
  /** The schema as plain JSON, with a reference in the place of each named schema. */
  refer(schema: object): JsonObject;
  readonly schemas: Record<string, JsonObject>;
}

export function createComponents(): Components {
  const schemas: Record<string, JsonObject> = {};

  function refer(schema: object): JsonObject {
    const { $id, ...rest } = schema as JsonObject;
    if (typeof $id !== 'string') return copy(rest);
    schemas[$id] ??= copy(rest);
    return { $ref: `#/components/schemas/${$id}` };
  }

  function copy(schema: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, copyValue(value)]));
  }

  function copyValue(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(copyValue);
    return typeof value === 'object' && value !== null ? refer(value) : value;
  }

  return { refer, schemas };
}
