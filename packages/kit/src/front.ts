import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '@railguard/contract/problem';
import { createProbes, type Probe, type ProbeParts } from './probes.ts';
import { problemReply } from './problem-reply.ts';
import { StartError } from './start-error.ts';
import { createWaitingRoom } from './waiting-room.ts';

/**
 * The one port of a process. It is bound before anything else starts, so that a port in use is known at once, probes
 * are answered from the first moment, and early callers are told to come back rather than refused.
 *
 *     bound (requests wait a while, then 503) ─ serve(handler) ─► serving ─ stop() ─► closed
 *
 * Starting takes about a second, and a client that is told to come back may not: SDKs drop an event on a 503. So early
 * requests wait, unread, for as long as an impatient client does; probes never wait.
 */
export interface Front {
  /** `http://<host>:<port>` with the port it really got. */
  address: string;
  /** From now on the handler takes requests (without one there is nothing here), and readiness is what the checks say. */
  serve(handler?: RequestListener): void;
  /** Takes no new connection, lets requests in hand finish for up to two seconds, then closes the rest. */
  stop(): Promise<void>;
}

export interface FrontOptions extends Omit<ProbeParts, 'isServing'> {
  host: string;
  /** 0 for any that is free. */
  port: number;
  /** Answers those who waited in vain for `serve`: 503 in the words of whoever asks. */
  whileStarting?: RequestListener;
  /** How long they wait, in milliseconds. */
  holdMs?: number;
}

const FINISH_WITHIN_MS = 2_000;
const RETRY_AFTER_SECONDS = 2;
const HOLD_MS = 4_000;

/** @throws StartError where the address cannot be bound */
export function bindFront(options: FrontOptions): Promise<Front> {
  const { host, port, whileStarting = sayStarting, holdMs = HOLD_MS, ...parts } = options;
  const waitingRoom = createWaitingRoom(holdMs, whileStarting);
  let handler: RequestListener | undefined;
  let stopping = false;
  const probes = createProbes({ ...parts, isServing: () => handler !== undefined });
  const server = createServer((request, response) => {
    // A kept-alive connection would hold the shutdown up.
    if (stopping) response.setHeader('connection', 'close');
    const probe = request.method === 'GET' || request.method === 'HEAD' ? probes.get(pathOf(request.url)) : undefined;
    if (probe) void answerProbe(probe, response);
    else (handler ?? waitingRoom.enter)(request, response);
  });
  // Slow senders are given time, but not for ever: the largest body takes a minute at some 350 kB/s.
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  // Longer than the minute most proxies keep a connection, so that they are the ones to close it.
  server.keepAliveTimeout = 75_000;

  async function answerProbe(probe: Probe, response: ServerResponse): Promise<void> {
    try {
      await probe(response);
    } catch (error) {
      parts.log.error({ err: error }, 'a probe failed');
      response.writeHead(500).end();
    }
  }

  const serve: Front['serve'] = (next = sayNotFound) => {
    handler = next;
    waitingRoom.empty(next);
  };
  const stop: Front['stop'] = () => {
    stopping = true;
    waitingRoom.empty(whileStarting);
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
  };
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(whyNotBound(error, host, port))));
    server.listen(port, host, () => resolve({ address: addressOf(server.address() as AddressInfo), serve, stop }));
  });
}

function pathOf(url = '/'): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function addressOf({ family, address, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** 503 as problem+json, with when to come back. */
export const sayStarting: RequestListener = (_request, response) =>
  refuse(
    response,
    new ProblemError('unavailable', 'Railguard is starting.', { retryAfterSeconds: RETRY_AFTER_SECONDS }),
  );

const sayNotFound: RequestListener = (_request, response) => refuse(response, new ProblemError('not_found'));

function refuse(response: ServerResponse, problem: ProblemError): void {
  const { status, headers, body } = problemReply(problem);
  response.writeHead(status, headers).end(body);
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
