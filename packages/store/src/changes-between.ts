/** What an act changed, by field: as it was, and as it is now. */
export type FieldChanges = Record<string, { from: unknown; to: unknown }>;

/** The fields of `after` that differ from those of `before`, for the audit log; those of objects as `scrub.extra_keys`. */
export function changesBetween(before: object, after: object): FieldChanges {
  const changes: FieldChanges = {};
  for (const [name, to] of Object.entries(after)) {
    const from = (before as Record<string, unknown>)[name];
    if (isObject(from) && isObject(to)) {
      for (const [inner, change] of Object.entries(changesBetween(from, to))) changes[`${name}.${inner}`] = change;
    } else if (JSON.stringify(from) !== JSON.stringify(to)) {
      changes[name] = { from, to };
    }
  }
  return changes;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
