import { ProblemError } from '@railguard/contract/problem';
import { parseDsn } from '@railguard/protocol/dsn';
import type { FastifyRequest } from 'fastify';
import { admit } from '../admit.ts';
import type { Door } from '../door.ts';
import { findKey, isProjectOf } from '../find-key.ts';
import { handOver } from '../hand-over.ts';
import type { ProjectKey } from '../key-directory.ts';
import { countingRefusals } from '../refused-items.ts';
import { type Answer, answer, type IngestionRoute } from '../route.ts';
import { envelopeEventIds } from '../sentry/envelope-event-ids.ts';
import { checkEnvelope, type ReceivedEnvelope, readEnvelope } from '../sentry/read-envelope.ts';
import { sentryKey } from '../sentry/sentry-key.ts';
import { isSentryPath, sentryProject } from '../sentry/sentry-project.ts';
import { sentryRefusal } from '../sentry/sentry-refusal.ts';

/** Sentry's envelopes, answered with exactly 200 and JSON: several SDKs take no other success. */
export const envelopeRoute: IngestionRoute = {
  name: 'sentry-envelope',
  urls: ['/api/:project/envelope', '/api/:project/envelope/'],
  owns: (path) => isSentryPath(path, 'envelope'),
  category: 'default',
  refuse: sentryRefusal,

  async take(door, request) {
    const project = sentryProject(request);
    const publicKey = sentryKey(request);
    if (publicKey !== undefined) {
      const key = await findKey(door, publicKey, project);
      return countingRefusals(door, key, envelopeRoute, async () => {
        admit(door, key, request);
        return takeEnvelope(door, key, request, await readEnvelope(door, request));
      });
    }
    // PHP, and browsers behind a tunnel, name the key only inside, so the body has to be read before it is known.
    const received = await readEnvelope(door, request);
    const key = await findKey(door, parseDsn(received.envelope.headers.dsn)?.publicKey, project);
    return countingRefusals(door, key, envelopeRoute, async () => {
      admit(door, key, request);
      return takeEnvelope(door, key, request, received);
    });
  },
};

async function takeEnvelope(
  door: Door,
  key: ProjectKey,
  request: FastifyRequest,
  { envelope, sent }: ReceivedEnvelope,
): Promise<Answer> {
  if (!fitsDsn(key, envelope.headers.dsn)) throw new ProblemError('invalid_key');
  checkEnvelope(envelope);
  door.limiter.charge(key, envelope.items.length - 1);
  // An envelope of headers only is valid and says nothing.
  if (envelope.items.length === 0) return answer(200, {});
  const event_ids = envelopeEventIds(envelope);
  await handOver(door, key, request, {
    dialect: 'sentry-envelope',
    content_encoding: sent.encoding,
    event_ids,
    body: sent.body,
  });
  return answer(200, { id: event_ids[0] });
}

/** Where the envelope names a DSN as well, it must mean the same key and project. */
function fitsDsn(key: ProjectKey, dsn: unknown): boolean {
  const named = parseDsn(dsn);
  return named === undefined || (named.publicKey === key.public_key && isProjectOf(key, named.project));
}
