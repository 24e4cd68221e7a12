import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';

type User = AnswerOf<RouteOf<'login'>>['user'];

/** The fields of a person that others may see. */
export function presentUser({ id, email, name }: User): User {
  return { id, email, name };
}
