import { ProblemError } from '@railguard/contract/problem';
import { parseDsn } from '@railguard/protocol/dsn';
import { MAX_ENVELOPE_BYTES, MAX_EVENT_BYTES, MAX_REQUEST_BYTES } from '@railguard/protocol/limits';
import type { FastifyRequest } from 'fastify';
import { admit } from '../admit.ts';
import { charge } from '../charge.ts';
import type { Door } from '../door.ts';
import { findKey, isProjectOf } from '../find-key.ts';
import { handOver, type Taken } from '../hand-over.ts';
import type { ProjectKey } from '../key-directory.ts';
import { countingRefusals, namingRefusals } from '../refused-items.ts';
import { type Answer, answer, type IngestionRoute } from '../route.ts';
import { envelopeEventIds, envelopeId, envelopeIdsAtBeginning } from '../sentry/envelope-event-ids.ts';
import { checkEnvelope, type ReceivedEnvelope, readEnvelope } from '../sentry/read-envelope.ts';
import { sentryKey } from '../sentry/sentry-key.ts';
import { isSentryPath, sentryProject } from '../sentry/sentry-project.ts';
import { sentryRefusal } from '../sentry/sentry-refusal.ts';

/** Of a body whose key is not known yet: twice the largest event. */
const MAX_STRANGERS_BYTES = 2 * MAX_EVENT_BYTES;
const MAX_STRANGERS_INFLATED_BYTES = 4 * MAX_EVENT_BYTES;

/** Sentry's envelopes, answered with exactly 200 and JSON: several SDKs take no other success. */
export const envelopeRoute: IngestionRoute = {
  name: 'sentry-envelope',
  urls: ['/api/:project/envelope', '/api/:project/envelope/'],
  owns: (path) => isSentryPath(path, 'envelope'),
  category: 'default',
  refuse: sentryRefusal,
  readIds: envelopeIdsAtBeginning,

  async take(door, request) {
    const project = sentryProject(request);
    const publicKey = sentryKey(request);
    if (publicKey !== undefined) {
      const key = await findKey(door, publicKey, project);
      return countingRefusals(door, key, envelopeRoute, request, async () => {
        admit(door, key, request);
        const accept = (body: Buffer) => acceptEnvelope(door, key, readEnvelope(body, request, MAX_ENVELOPE_BYTES));
        return deliver(door, key, request, await door.readBody(request.raw, MAX_REQUEST_BYTES, accept));
      });
    }
    // PHP, and browsers behind a tunnel, name the key only inside, so the body has to be read before it is known.
    const { body, key } = await door.readStrangersBody(request.raw, MAX_STRANGERS_BYTES, async (body) => {
      return { body, key: await findKey(door, dsnKey(body, request), project) };
    });
    return countingRefusals(door, key, envelopeRoute, request, async () => {
      const ids = () => envelopeId(readEnvelope(body, request, MAX_STRANGERS_INFLATED_BYTES).envelope);
      namingRefusals(ids, () => admit(door, key, request));
      // Framed anew: nothing inflated is kept while the key is looked up.
      const accepted = acceptEnvelope(door, key, readEnvelope(body, request, MAX_STRANGERS_INFLATED_BYTES));
      return deliver(door, key, request, accepted);
    });
  },
};

function dsnKey(body: Buffer, request: FastifyRequest): string | undefined {
  const { envelope } = readEnvelope(body, request, MAX_STRANGERS_INFLATED_BYTES);
  return parseDsn(envelope.headers.dsn)?.publicKey;
}

/**
 * What is to be handed over, undefined where that is nothing. Holds nothing of the inflated envelope, so that none is
 * kept while the queue is slow.
 */
function acceptEnvelope(door: Door, key: ProjectKey, { envelope, sent }: ReceivedEnvelope): Taken | undefined {
  if (!fitsDsn(key, envelope.headers.dsn)) throw new ProblemError('invalid_key');
  namingRefusals(
    () => envelopeId(envelope),
    () => checkEnvelope(envelope),
  );
  charge(door, key, envelope.items.length);
  // An envelope of headers only is valid and says nothing.
  if (envelope.items.length === 0) return undefined;
  return {
    dialect: 'sentry-envelope',
    content_encoding: sent.encoding,
    event_ids: envelopeEventIds(envelope),
    body: sent.body,
  };
}
async function deliver(
  door: Door,
  key: ProjectKey,
  request: FastifyRequest,
  accepted: Taken | undefined,
): Promise<Answer> {
  if (!accepted) return answer(200, {});
  await handOver(door, key, request, accepted);
  return answer(200, { id: accepted.event_ids[0] });
}

/** Where the envelope names a DSN as well, it must mean the same key and project. */
function fitsDsn(key: ProjectKey, dsn: unknown): boolean {
  const named = parseDsn(dsn);
  return named === undefined || (named.publicKey === key.public_key && isProjectOf(key, named.project));
}
