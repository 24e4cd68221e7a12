import { type FieldError, ProblemError } from '@railguard/contract/problem';
import { leastFields, type RouteDefinition } from '@railguard/contract/route';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { findUnusable } from './find-unusable.ts';

const addFormats = addFormatsModule.default;
// Unknown fields are removed, so that what a handler sees is what the contract names and nothing else.
const settings = {
  allErrors: true,
  removeAdditional: 'all',
  strict: true,
  strictRequired: false,
  // Of several objects only the one that is named may take away what it does not know.
  discriminator: true,
} as const;
const bodies = addFormats(new Ajv(settings));
/** Parameters arrive as text, so numbers and booleans in them are read as such. */
const texts = addFormats(new Ajv({ ...settings, coerceTypes: true }));

const MAX_ERRORS = 20;

type ObjectSchema = NonNullable<RouteDefinition['body']>;

/**
 * Makes a check for one part of a request. The check changes what it is given (unknown fields go, text becomes numbers)
 * and answers it.
 * @throws ProblemError `invalid_request`, naming each wrong field
 */
export function compileCheck(part: 'body' | 'query' | 'params', schema: ObjectSchema): (value: unknown) => unknown {
  const validate = (part === 'body' ? bodies : texts).compile(schema);
  return (value) => {
    const errors = findErrors(part, schema, validate, value);
    if (errors.length > 0) throw new ProblemError('invalid_request', undefined, { errors });
    return value;
  };
}

function findErrors(part: string, schema: ObjectSchema, validate: ValidateFunction, value: unknown): FieldError[] {
  const place = (pointer: string) => (part === 'body' ? pointer : `?${pointer.slice(1)}`);
  if (!validate(value)) {
    return (validate.errors ?? [])
      .filter(({ keyword, params }) => !saysNothing(keyword, params))
      .slice(0, MAX_ERRORS)
      .map((error) => ({ pointer: place(pointerOf(error)), detail: detailOf(error) }));
  }
  // Counted again, now that unknown fields are gone.
  if (Object.keys(value as object).length < leastFields(schema)) {
    const known = Object.keys(schema.properties).join(', ');
    return [{ pointer: '', detail: `give at least one of ${known}` }];
  }
  const unusable = findUnusable(value);
  return unusable ? [{ ...unusable, pointer: place(unusable.pointer) }] : [];
}

/** A missing field is reported where it should be, not at the object that lacks it. */
function pointerOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword === 'discriminator') return `${instancePath}/${params.tag}`;
  return keyword === 'required' ? `${instancePath}/${params.missingProperty}` : instancePath;
}

/** What stands beside an error that tells more: that no branch of `T | null` fits, and that a name was wrong somehow. */
function saysNothing(keyword: string, params: ErrorObject['params']): boolean {
  return keyword === 'anyOf' || keyword === 'propertyNames' || (keyword === 'type' && params.type === 'null');
}

function detailOf({ keyword, message = 'is wrong', params, propertyName }: ErrorObject): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'enum') {
    const allowed = `must be one of ${params.allowedValues.join(', ')}`;
    return propertyName === undefined ? allowed : `"${propertyName}" is no name here; it ${allowed}`;
  }
  if (keyword === 'discriminator') return 'is none of those that there are';
  if (keyword === 'minProperties') return 'names nothing that can be changed';
  if (keyword === 'minLength') return params.limit === 1 ? 'is empty' : `needs at least ${params.limit} characters`;
  return message;
}
