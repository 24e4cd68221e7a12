import { ProblemError } from '@railguard/contract/problem';
import { isUuid } from '@railguard/protocol/ids';
import type { FastifyRequest } from 'fastify';

const ADDRESS = /^\/api\/(?:([^/]+)\/)?(envelope|store)\/?$/;

/** Whether a path is that of a Sentry endpoint: `/api/<digits or UUID>/<endpoint>`, the slash at the end optional. */
export function isSentryPath(path: string, endpoint: 'envelope' | 'store'): boolean {
  const [, project, name] = ADDRESS.exec(path) ?? [];
  return name === endpoint && (project === undefined ? endpoint === 'store' : isProject(project));
}

/**
 * The project in the address, or undefined where it has none.
 * @throws ProblemError `invalid_project_id`
 */
export function sentryProject({ params }: FastifyRequest): string | undefined {
  const { project } = params as { project?: string };
  if (project === undefined || isProject(project)) return project;
  throw new ProblemError('invalid_project_id', 'The project in the address is neither a number nor a UUID.');
}

function isProject(text: string): boolean {
  return /^\d+$/.test(text) || isUuid(text);
}
