import { ProblemError } from '@railguard/contract/problem';
import { isUuid } from '@railguard/protocol/ids';

const MAX_PROJECTS = 100;

/**
 * The projects that a request narrows to: `project_id`, repeated or with commas between; undefined where it names none.
 * @throws ProblemError `invalid_request`
 */
export function readProjectIds(given: string | string[] | undefined): string[] | undefined {
  if (given === undefined) return undefined;
  const ids = [given].flat().flatMap((list) => list.split(',').map((id) => id.trim()));
  const strange = ids.find((id) => !isUuid(id));
  const detail =
    strange !== undefined
      ? `"${strange}" is not the id of a project`
      : ids.length > MAX_PROJECTS && `must name at most ${MAX_PROJECTS} projects`;
  if (detail) throw new ProblemError('invalid_request', undefined, { errors: [{ pointer: '?project_id', detail }] });
  return ids;
}
