import { QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactElement } from 'react';

/** Renders what asks the server, where the server has already answered: each answer under the key of its query. */
export function renderWithAnswers(element: ReactElement, answers: [key: QueryKey, answer: unknown][]): RenderResult {
  const queries = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  for (const [key, answer] of answers) queries.setQueryData(key, answer);
  return render(<QueryClientProvider client={queries}>{element}</QueryClientProvider>);
}
