import { ApiError } from '@railguard/client/api-error';
import { QueryClient } from '@tanstack/react-query';

const FRESH_MS = 15_000;
const MOST_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What the server refused it will refuse again; what did not arrive may arrive now.
      retry: (failures, error) => failures < MOST_RETRIES && !(error instanceof ApiError && error.status < 500),
    },
  },
});
