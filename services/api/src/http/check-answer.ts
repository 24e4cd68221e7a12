import { isDeepStrictEqual } from 'node:util';
import type { RouteDefinition } from '@railguard/contract/route';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';

// The same named schema is in several answers, so none is registered by its name.
const settings = {
  strict: false,
  allErrors: true,
  removeAdditional: 'all',
  discriminator: true,
  addUsedSchema: false,
} as const;
const ajv = addFormatsModule.default(new Ajv(settings));

/**
 * Makes a check that an answer is what its definition says: every field of the right type, and none that is not
 * declared, so that a column added to a query cannot leak.
 * @throws Error, which is answered as a fault
 */
export function compileAnswerCheck({ operationId, success }: RouteDefinition): (answer: unknown) => void {
  const validate = success.schema ? ajv.compile(success.schema) : (answer: unknown) => answer === undefined;
  return (answer) => {
    const sent = answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
    const declared = structuredClone(sent);
    if (!validate(declared)) {
      const errors = 'errors' in validate ? ajv.errorsText(validate.errors) : 'a body where none is declared';
      throw new Error(`the answer to ${operationId} is not what the contract says: ${errors}`);
    }
    if (!isDeepStrictEqual(sent, declared)) {
      throw new Error(`the answer to ${operationId} holds fields that the contract does not declare`);
    }
  };
}
