import type { Exception } from '@railguard/protocol/event';
import type { GroupingPart } from '@railguard/protocol/processed';

/**
 * The parts of a chain of exceptions. Where one only gathers others, its children that are alike count once, and a
 * single kind of child counts in its place: ten requests failing in one way are one problem, as one request is.
 */
export function reduceGroups(
  exceptions: Exception[],
  partsOf: (exception: Exception) => GroupingPart[],
): GroupingPart[] {
  const [thrown] = exceptions;
  const isTree = exceptions.some((exception) => exception.mechanism?.is_exception_group);
  if (!thrown || !isTree) return exceptions.flatMap(partsOf);

  const seen = new Set<Exception>();
  const branch = (exception: Exception): GroupingPart[] => {
    seen.add(exception);
    const { exception_id: id, is_exception_group: isGroup } = exception.mechanism ?? {};
    const children = exceptions.filter(
      (child) => id !== undefined && child.mechanism?.parent_id === id && !seen.has(child),
    );
    const branches = distinct(children.map((child) => (seen.has(child) ? [] : branch(child))));
    if (isGroup && branches.length === 1) return branches[0]!;
    return [...partsOf(exception), ...branches.flat()];
  };
  return branch(thrown);
}

function distinct(branches: GroupingPart[][]): GroupingPart[][] {
  const byContent = new Map(branches.filter(({ length }) => length > 0).map((parts) => [JSON.stringify(parts), parts]));
  // Children finish in any order; their order must not make two issues of one problem.
  return [...byContent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, parts]) => parts);
}
