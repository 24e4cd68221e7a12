import type { ProblemError } from '@railguard/contract/problem';
import type { Category } from '@railguard/protocol/outcome';
import type { FastifyRequest } from 'fastify';
import type { Door } from './door.ts';

/** An answer ready to be written. The body is JSON text. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * One protocol that events come in by. Adding one is a file under `routes/` and a line in `routes/all.ts`; CORS,
 * OPTIONS, 405, metrics and the wording of faults come from the app.
 */
export interface IngestionRoute {
  /** The label in metrics. */
  name: string;
  /** Fastify's patterns, with and without the slash at the end: a POST must never be redirected. */
  urls: string[];
  /** Whether a path, without its query, is this route's: how the one-port product tells them from the API's. */
  owns(path: string): boolean;
  /**
   * Takes one request; answers only once the queue holds it.
   * @throws ProblemError for a mistake of the client; anything else thrown is a fault of ours
   */
  take(door: Door, request: FastifyRequest): Promise<Answer>;
  /** Words a refusal the way this protocol's clients read it. */
  refuse(problem: ProblemError): Answer;
  /** What an unreadable request is counted as. */
  category: Category;
  /** The ids of events, as far as the beginning of a plain body tells: for the ledger, where the rest is not read. */
  readIds(beginning: Buffer): string[];
}

/** A success, as JSON. */
export function answer(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
