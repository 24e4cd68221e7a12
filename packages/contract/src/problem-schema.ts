import { Type } from 'typebox';
import { oneOf } from './primitive.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';

/** The body of every error answer (RFC 9457), as a schema. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: '`urn:railguard:problem:` and the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: oneOf(Object.keys(PROBLEMS) as ProblemCode[]),
    detail: Type.Optional(Type.String({ description: 'What is particular to this occurrence.' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'A JSON Pointer into the body, or `?name` for a query parameter.' }),
          detail: Type.String(),
          position: Type.Optional(
            Type.Integer({ minimum: 0, description: 'Where in the value it begins, in UTF-16 units: of a search.' }),
          ),
          length: Type.Optional(Type.Integer({ minimum: 0, description: 'How far it goes.' })),
          suggestion: Type.Optional(Type.String({ description: 'What was probably meant there.' })),
        }),
      ),
    ),
    request_id: Type.Optional(Type.String()),
  },
  { $id: 'Problem' },
);
