import { MAX_REQUEST_BYTES } from '@railguard/protocol/limits';
import { admit } from '../admit.ts';
import { parseContentEncoding } from '../body/content-encoding.ts';
import { decodeBody } from '../body/decode-body.ts';
import { idsAtBeginning, topLevelIds } from '../body/top-level-ids.ts';
import { charge } from '../charge.ts';
import { findKey } from '../find-key.ts';
import { handOver } from '../hand-over.ts';
import { countingRefusals, namingRefusals } from '../refused-items.ts';
import { answer, type IngestionRoute } from '../route.ts';
import { readStoreEventId } from '../sentry/read-store-event.ts';
import { SENTRY_ENVELOPE } from '../sentry/sentry-envelope-type.ts';
import { sentryKey } from '../sentry/sentry-key.ts';
import { isSentryPath, sentryProject } from '../sentry/sentry-project.ts';
import { sentryRefusal } from '../sentry/sentry-refusal.ts';
import { envelopeRoute } from './envelope.ts';

/** Sentry's endpoint for one event, from before envelopes; `/api/store/` finds the project by its key. */
export const storeRoute: IngestionRoute = {
  name: 'sentry-store',
  urls: ['/api/:project/store', '/api/:project/store/', '/api/store', '/api/store/'],
  owns: (path) => isSentryPath(path, 'store'),
  category: 'error',
  refuse: sentryRefusal,
  readIds: (beginning) => topLevelIds(beginning.toString()),

  async take(door, request) {
    if (request.headers['content-type'] === SENTRY_ENVELOPE) return envelopeRoute.take(door, request);
    const key = await findKey(door, sentryKey(request), sentryProject(request));

    return countingRefusals(door, key, storeRoute, request, async () => {
      admit(door, key, request);
      const { known } = parseContentEncoding(request.headers['content-encoding']);
      // What was inflated and parsed is let go here, before the queue is waited for.
      const { id, encoding, body } = await door.readBody(request.raw, MAX_REQUEST_BYTES, (raw) => {
        const { plain, ...sent } = decodeBody(raw, known, MAX_REQUEST_BYTES);
        const id = namingRefusals(
          () => idsAtBeginning(plain),
          () => readStoreEventId(plain),
        );
        return { ...sent, id };
      });
      charge(door, key, 1);
      await handOver(door, key, request, {
        dialect: 'sentry-store',
        content_encoding: encoding,
        event_ids: [id],
        body,
      });
      return answer(200, { id });
    });
  },
};
