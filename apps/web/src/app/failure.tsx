import { ApiError } from '@railguard/client/api-error';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { sentenceOf } from '../ui/sentence-of.ts';

interface Props {
  error: Error;
  reset: () => void;
  /** Where the page is about nothing else, its heading says it already. */
  hideTitle?: boolean;
}

/** What failed, in the server's words, with the number that finds it in the log, and another try. */
export function Failure({ error, reset, hideTitle }: Props) {
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Notice kind="bad">
      {!hideTitle && <h2>{t('error.title')}</h2>}
      <p>{problem ? (problem.detail ?? problem.title) : sentenceOf(error)}</p>
      {problem?.request_id && <p>{t('error.request', { id: problem.request_id })}</p>}
      <Button onClick={reset}>{t('error.retry')}</Button>
    </Notice>
  );
}
