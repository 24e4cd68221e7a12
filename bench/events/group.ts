import { ACTIONS, capitalised, ERROR_TYPES, PATHS, RESOURCES } from './words.ts';

/** Where an error comes from: events of one group become one issue. */
export interface Group {
  errorType: string;
  resource: string;
  action: string;
  path: string;
  /** `Checkout::OrdersController` */
  controller: string;
  /** What search finds it by. */
  title: string;
}

/** How many groups there are before they repeat. */
export const DISTINCT_GROUPS = ERROR_TYPES.length * RESOURCES.length * ACTIONS.length * PATHS.length;

/** The group of that number: neighbours differ in the type of the error, then in the resource, the action, the path. */
export function groupOf(number: number): Group {
  let rest = number;
  const take = <T>(values: readonly T[]): T => {
    const value = values[rest % values.length]!;
    rest = Math.floor(rest / values.length);
    return value;
  };
  const errorType = take(ERROR_TYPES);
  const resource = take(RESOURCES);
  const action = take(ACTIONS);
  const path = take(PATHS);
  const controller = `${capitalised(path)}::${capitalised(resource)}Controller`;
  return {
    errorType,
    resource,
    action,
    path,
    controller,
    title: `${errorType}: cannot ${action} ${resource} for the ${path} page`,
  };
}
