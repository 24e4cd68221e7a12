import { ApiError } from '@railguard/client/api-error';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { sentenceOf } from '../ui/sentence-of.ts';

/** What failed, in the server's words, with the number that finds it in the log, and another try. */
export function ErrorPage({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Notice kind="bad">
      <h2>{t('error.title')}</h2>
      <p>
        {problem ? (problem.detail ?? problem.title) : error instanceof Error ? sentenceOf(error) : t('error.broken')}
      </p>
      {problem?.request_id && <p>{t('error.request', { id: problem.request_id })}</p>}
      <Button onClick={reset}>{t('error.retry')}</Button>
    </Notice>
  );
}
