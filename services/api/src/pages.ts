import { existsSync } from 'node:fs';
import type { Express } from 'express';
import sirv from 'sirv';

const A_YEAR = 31_536_000;

/**
 * Serves the dashboard: files as they were compressed when they were built. Those in /assets have their content's hash
 * in their name and never change; browsers ask each time whether others did. Every other address is a page, which the
 * dashboard itself knows how to show.
 */
export function mountPages(app: Express, webRoot: string): void {
  if (!existsSync(webRoot)) throw new Error(`there is no dashboard in ${webRoot}: build it first`);
  app.use(
    sirv(webRoot, {
      etag: true,
      gzip: true,
      brotli: true,
      single: true,
      // What looks like a file and is none is no page either.
      ignores: [/^\/(?:api|assets)(?:\/|$)/, /\.[^/]*$/],
      setHeaders: (response, path) => {
        const isHashed = path.startsWith('/assets/');
        response.setHeader('Cache-Control', isHashed ? `public, max-age=${A_YEAR}, immutable` : 'no-cache');
      },
    }),
  );
}
