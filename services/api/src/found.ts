import { ProblemError } from '@railguard/contract/problem';

/** @throws ProblemError `not_found` where there is no such row, or it is not this person's to see */
export function found<Row>(row: Row | undefined | false): Row {
  if (row === undefined || row === false) throw new ProblemError('not_found');
  return row;
}
