import { type Static, type TObject, type TSchema, Type } from 'typebox';

/** A dashed UUID (RFC 9562). */
export const Uuid = Type.String({ format: 'uuid' });

/** ISO 8601 in UTC, with milliseconds in answers; any RFC 3339 date-time in requests. */
export const Timestamp = Type.String({ format: 'date-time' });

/** No stricter than mail itself: `admin@localhost` is an address too. */
export const Email = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' });

/** At least ten characters; long enough for any passphrase, short enough that hashing it stays cheap. */
export const NewPassword = Type.String({ minLength: 10, maxLength: 200 });

/** The password somebody has. It may be older than the rules for new ones. */
export const CurrentPassword = Type.String({ minLength: 1, maxLength: 1000 });

/** Spaces, hyphens and letter case do not matter. */
export const SecondFactorCode = Type.String({
  minLength: 1,
  maxLength: 50,
  description: 'Six digits of the authenticator, or a recovery code.',
});

/** A name people read: not blank. */
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/** A closed list of words. */
export function oneOf<const Words extends string[]>(words: readonly [...Words], description?: string) {
  return Type.Enum(words, { type: 'string', ...(description ? { description } : {}) });
}

/** A value, or null. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** In requests; answers have 32 lowercase hex digits. */
export const EventId = Type.String({
  pattern: '^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
  description: '32 hex digits, or a UUID.',
});

/**
 * One of several objects, told apart by a word in the field `tag`. Only the one it names is looked at: mistakes are those
 * of that one, and fields of the others are unknown ones.
 */
export function taggedUnion<const Variants extends TObject[]>(tag: string, variants: Variants, options: object) {
  return Type.Unsafe<Static<Variants[number]>>({
    type: 'object',
    discriminator: { propertyName: tag },
    required: [tag],
    oneOf: variants,
    ...options,
  });
}
