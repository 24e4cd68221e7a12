import { ProblemError } from '@railguard/contract/problem';
import type { Log } from '@railguard/kit/log';
import type { Metrics } from '@railguard/kit/metrics';
import type { Queue } from '@railguard/queue/queue';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { createBodyReader } from './body/read-body.ts';
import { CORS_HEADERS, PREFLIGHT_HEADERS } from './cors.ts';
import type { Door } from './door.ts';
import { ingestionRouteOf } from './ingestion-path.ts';
import type { KeyDirectory } from './key-directory.ts';
import type { KeyUseWatch } from './key-use.ts';
import type { LedgerSink } from './ledger-notes.ts';
import type { OutcomeSink } from './outcome-tally.ts';
import { createRateLimiter } from './rate-limit.ts';
import { refuse } from './refuse.ts';
import type { Answer, IngestionRoute } from './route.ts';
import { INGESTION_ROUTES } from './routes/all.ts';
import { SENTRY_ENVELOPE } from './sentry/sentry-envelope-type.ts';

export interface IngestorParts {
  queue: Queue;
  keys: KeyDirectory;
  use: KeyUseWatch;
  outcomes: OutcomeSink;
  ledger: LedgerSink;
  log: Log;
  metrics: Metrics;
  config: { trustProxy: boolean };
}

/** Ids in addresses are checked by the routes, which know how to word the refusal; a header block ends at 16 KiB. */
const MAX_PARAM_LENGTH = 16_384;
const MOST_BYTES_AT_ONCE = 256 * 1024 * 1024;
const MOST_STRANGERS_BYTES_AT_ONCE = 32 * 1024 * 1024;
/** How long a client may take to send a request; the largest body at some 350 kB/s. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * The ingestor, ready for requests and listening nowhere: mount `app.routing`, inject, or call `listen`.
 * It closes none of the parts it was given.
 */
export async function createIngestor(parts: IngestorParts): Promise<FastifyInstance> {
  const { queue, keys, use, outcomes, ledger, log, metrics, config } = parts;
  const door: Door = {
    queue,
    keys,
    outcomes,
    ledger,
    limiter: createRateLimiter(),
    use,
    readBody: createBodyReader(MOST_BYTES_AT_ONCE),
    readStrangersBody: createBodyReader(MOST_STRANGERS_BYTES_AT_ONCE),
    trustProxy: config.trustProxy,
    publishTime: metrics.timer('railguard_queue_publish_seconds', 'Time until the queue held a request durably.'),
  };
  const app = fastify({
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // Reached by addresses that cannot be decoded, before any route or hook.
    frameworkErrors: (_error, request, reply) => {
      const route = ingestionRouteOf(request.url);
      const problem = new ProblemError(route ? 'invalid_project_id' : 'not_found');
      send(reply as unknown as FastifyReply, refuse(route, problem));
    },
  });
  readBodiesRaw(app);

  const take = (route: IngestionRoute) => async (request: FastifyRequest, reply: FastifyReply) => {
    const started = performance.now();
    const answer = await answerOf(route, door, request, log);
    metrics.request('ingestor', route.name, request.method, answer.status, (performance.now() - started) / 1000);
    return send(reply, answer);
  };
  for (const route of INGESTION_ROUTES) {
    for (const url of route.urls) {
      app.post(url, take(route));
      app.options(url, (_request, reply) => reply.code(204).headers(PREFLIGHT_HEADERS).send());
    }
  }

  app.setNotFoundHandler((request, reply) => {
    const route = ingestionRouteOf(request.url);
    const problem = new ProblemError(route ? 'method_not_allowed' : 'not_found');
    if (route) reply.header('allow', 'POST, OPTIONS');
    return send(reply, refuse(route, problem));
  });
  app.setErrorHandler((error, request, reply) => {
    log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return send(reply, refuse(ingestionRouteOf(request.url), new ProblemError('internal')));
  });
  await app.ready();
  return app;
}

/**
 * Routes read the bytes themselves, once they know that they want them. SDKs send any content type, none, and ones
 * that are none; only Sentry's own for envelopes means something, on the store endpoint.
 */
function readBodiesRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    const isEnvelope = /^application\/x-sentry-envelope\b/i.test(headers['content-type'] ?? '');
    headers['content-type'] = isEnvelope ? SENTRY_ENVELOPE : undefined;
    done();
  });
}

async function answerOf(route: IngestionRoute, door: Door, request: FastifyRequest, log: Log): Promise<Answer> {
  try {
    const answer = await route.take(door, request);
    return { ...answer, headers: { ...CORS_HEADERS, ...answer.headers } };
  } catch (error) {
    if (error instanceof ProblemError) return refuse(route, error);
    log.error({ err: error, route: route.name }, 'a request failed');
    return refuse(route, new ProblemError('internal'));
  }
}

const asItIs = (body: unknown) => body as string;

/**
 * The body goes out as text, because Node joins text with the headers into one write; a serializer of one's own
 * keeps Fastify from adding a charset to the content type.
 */
function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).serializer(asItIs).send(body);
}
