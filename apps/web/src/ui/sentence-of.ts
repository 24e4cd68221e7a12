import { ApiError } from '@railguard/client/api-error';
import { t } from '../text/text.ts';

/** What went wrong, in the server's words where it answered. */
export function sentenceOf(error: Error): string {
  if (!(error instanceof ApiError)) return t('error.offline');
  const { errors = [] } = error.problem;
  return errors.length > 0 ? errors.map(({ detail }) => detail).join(' ') : error.message;
}
