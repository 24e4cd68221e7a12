import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { StartError } from './start-error.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The one port. It is bound before anything else starts, so that a port in use is known at once and early callers
 * are told to come back rather than refused.
 *
 *     bound (503 to everybody) ─ serve(handler) ─► serving ─ stop() ─► closed
 */
export interface Front {
  serve(handler: Handler): void;
  /** Takes no new connection, lets requests in hand finish for up to two seconds, then closes the rest. */
  stop(): Promise<void>;
}

const FINISH_WITHIN_MS = 2_000;

/** @throws StartError where the address cannot be bound */
export function bindFront(host: string, port: number): Promise<Front> {
  let handler: Handler = sayStarting;
  let stopping = false;
  const server = createServer((request, response) => {
    // A kept-alive connection would hold the shutdown up.
    if (stopping) response.setHeader('connection', 'close');
    handler(request, response);
  });
  // Slow senders are given time, but not for ever.
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  // Longer than the minute most proxies keep a connection, so that they are the ones to close it.
  server.keepAliveTimeout = 75_000;

  const front: Front = {
    serve: (next) => {
      handler = next;
    },
    stop: () => {
      stopping = true;
      return new Promise((resolve) => {
        // A connection falls idle only once its request is answered, so that has to be looked for again and again.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        const deadline = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
        server.close(() => {
          clearInterval(sweep);
          clearTimeout(deadline);
          resolve();
        });
      });
    },
  };
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(whyNotBound(error, host, port))));
    server.listen(port, host, () => resolve(front));
  });
}

function sayStarting(_request: IncomingMessage, response: ServerResponse): void {
  const problem = {
    type: 'urn:railguard:problem:unavailable',
    title: 'Railguard is starting.',
    status: 503,
    code: 'unavailable',
  };
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' });
  response.end(JSON.stringify(problem));
}

function whyNotBound(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use by another program. Stop it, or set RAILGUARD_PORT.`;
  if (error.code === 'EACCES')
    return `Port ${port} needs more rights than this user has. Set RAILGUARD_PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `This machine has no address ${host}. Set RAILGUARD_HOST.`;
  return `Cannot listen on ${host}:${port}: ${error.message}.`;
}
