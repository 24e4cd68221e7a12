import { type ProblemCode, ProblemError } from '@railguard/contract/problem';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

const MAX_BODY_BYTES = 1024 * 1024;

const parse = express.json({ limit: MAX_BODY_BYTES, type: isJson, strict: false });

/**
 * Reads a JSON body of at most 1 MiB after inflation. A request without a body reads as `undefined`.
 * Only JSON is taken, which also keeps other sites' forms out: they cannot send it without asking first (CORS).
 */
const takeJson: RequestHandler = (request, response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (hasBody && !isJson(request)) throw new ProblemError('unsupported_media_type');
  parse(request, response, next);
};

/** Mistakes that body-parser reports by `type`. */
const BY_TYPE: Record<string, ProblemCode> = {
  'entity.parse.failed': 'invalid_json',
  'entity.too.large': 'payload_too_large',
  'encoding.unsupported': 'unsupported_encoding',
  'charset.unsupported': 'unsupported_media_type',
  'request.size.invalid': 'invalid_request',
  'request.aborted': 'invalid_request',
};

const wordMistake: ErrorRequestHandler = (error, _request, _response, next) => {
  if (error instanceof ProblemError) return next(error);
  const code = BY_TYPE[error.type];
  if (code) return next(new ProblemError(code));
  // Zlib's own errors come through with a 400 and a code such as Z_DATA_ERROR.
  if (error.status === 400) return next(new ProblemError('invalid_encoding'));
  next(error);
};

export const readJson = [takeJson, wordMistake];

function isJson(request: { headers: { 'content-type'?: string } }): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '');
}
