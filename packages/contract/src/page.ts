import { type TSchema, Type } from 'typebox';
import { nullable } from './primitive.ts';

const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 25;

/** The query parameters every list takes. */
export const pageQuery = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE, description: 'Entries on a page.' }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'The `next_cursor` of the page before, with the same filters and sort.',
    }),
  ),
};

/** A page of a list. `next_cursor` is null on the last page. */
export function pageOf<Schema extends TSchema>(schema: Schema) {
  return Type.Object({
    data: Type.Array(schema, { maxItems: MAX_PAGE_SIZE }),
    next_cursor: nullable(Type.String()),
  });
}
