import { ApiError } from '@railguard/client/api-error';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { t } from '../text/text.ts';
import { Page } from '../ui/page.tsx';
import { Failure } from './failure.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** In place of a page that has nothing else to show. */
export function ErrorPage({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  return (
    <Page title={t('error.title')}>
      <Failure error={error instanceof Error ? error : new Error(String(error))} reset={reset} hideTitle />
    </Page>
  );
}
