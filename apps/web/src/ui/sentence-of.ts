import { ApiError } from '@railguard/client/api-error';
import { t } from '../text/text.ts';

/** What went wrong, in the server's words where it answered. */
export function sentenceOf(error: Error): string {
  if (!(error instanceof ApiError)) return t(isOffline(error) ? 'error.offline' : 'error.broken');
  const { errors = [] } = error.problem;
  return errors.length > 0 ? errors.map(({ detail }) => detail).join(' ') : error.message;
}

/** What `fetch` throws where there was no answer, in the words of Chromium, Firefox and Safari. */
function isOffline(error: Error): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}
