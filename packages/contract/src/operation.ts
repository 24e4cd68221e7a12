import type { TSchema } from 'typebox';
import type { ProblemCode } from './problem.ts';

/**
 * An operation that is documented here but served elsewhere or in its own form: ingestion, which never builds
 * JSON on its hot path, and the probes that every process answers.
 */
export interface DocumentedOperation {
  operationId: string;
  tag: string;
  method: 'GET' | 'POST';
  /** In Express's form. */
  path: string;
  summary: string;
  description?: string;
  /** `key`: a project's public key in one of its forms. */
  auth: 'public' | 'key';
  query?: Record<string, TSchema>;
  params?: Record<string, TSchema>;
  /** By content type. */
  body?: Record<string, TSchema>;
  answers: Record<number, { description: string; contentType?: string; schema?: TSchema }>;
  problems?: readonly ProblemCode[];
  /** How refusals are answered: as problem+json, or as Sentry's SDKs expect them. */
  problemForm?: 'problem' | 'sentry';
}
