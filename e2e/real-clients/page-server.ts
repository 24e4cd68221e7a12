import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface PageServer {
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  url: string;
  close(): Promise<void>;
}

const BUTTONS = ['throw', 'reject', 'message'].map((id) => `<button id="${id}">${id}</button>`).join('');

/** A shop's page with a program of `programs/` in it, bundled as people bundle theirs. */
export async function servePage(program: string, dsn: string): Promise<PageServer> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'programs', program)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const script = outputFiles[0]!.contents;
  const page = `<!doctype html><title>Shop</title>${BUTTONS}<script>window.SENTRY_DSN = ${JSON.stringify(dsn)}</script><script src="/app.js"></script>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/app.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
