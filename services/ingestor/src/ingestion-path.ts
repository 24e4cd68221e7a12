import type { IngestionRoute } from './route.ts';
import { INGESTION_ROUTES } from './routes/all.ts';

/** The route a path belongs to, whatever the method; `url` may carry a query. */
export function ingestionRouteOf(url: string): IngestionRoute | undefined {
  const path = url.split('?', 1)[0]!;
  return INGESTION_ROUTES.find((route) => route.owns(path));
}

/**
 * Whether a request is the ingestor's, where it shares a port with others. Every method counts, so that the ingestor
 * itself answers OPTIONS, and 405 to the rest.
 */
export function isIngestionPath(url: string): boolean {
  return ingestionRouteOf(url) !== undefined;
}
