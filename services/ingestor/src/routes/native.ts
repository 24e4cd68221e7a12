import { ProblemError } from '@railguard/contract/problem';
import { problemReply } from '@railguard/kit/problem-reply';
import { isUuid } from '@railguard/protocol/ids';
import { MAX_REQUEST_BYTES } from '@railguard/protocol/limits';
import { refusal } from '@railguard/protocol/outcome';
import { admit } from '../admit.ts';
import { type Coding, parseContentEncoding } from '../body/content-encoding.ts';
import { decodeBody } from '../body/decode-body.ts';
import { idsAtBeginning, topLevelIds } from '../body/top-level-ids.ts';
import { charge } from '../charge.ts';
import { findKey } from '../find-key.ts';
import { handOver } from '../hand-over.ts';
import { readNativeEvents } from '../native/native-events.ts';
import { nativeKey } from '../native/native-key.ts';
import { countingRefusals, namingRefusals, RefusedItems } from '../refused-items.ts';
import { answer, type IngestionRoute } from '../route.ts';

/** Railguard's own protocol: one event or up to a hundred as JSON, answered with 202 and their ids. */
export const nativeRoute: IngestionRoute = {
  name: 'native',
  urls: ['/api/v1/events/:project', '/api/v1/events/:project/'],
  owns: (path) => path.startsWith('/api/v1/events/'),
  category: 'error',
  refuse: problemReply,
  readIds: (beginning) => topLevelIds(beginning.toString()),

  async take(door, request) {
    const { project } = request.params as { project: string };
    if (!isUuid(project)) throw new ProblemError('invalid_project_id');
    const key = await findKey(door, nativeKey(request), project);

    return countingRefusals(door, key, nativeRoute, request, async () => {
      admit(door, key, request);
      const codings = knownCodings(request.headers['content-encoding']);
      // What was inflated and parsed is let go here, before the queue is waited for.
      const { ids, isBatch, encoding, body } = await door.readBody(request.raw, MAX_REQUEST_BYTES, (raw) => {
        const { plain, ...sent } = decodeBody(raw, codings, MAX_REQUEST_BYTES);
        const events = namingRefusals(
          () => idsAtBeginning(plain),
          () => readNativeEvents(plain),
        );
        return { ...sent, ...events };
      });
      charge(door, key, ids.length);
      if (ids.length > 0) {
        await handOver(door, key, request, {
          dialect: 'native',
          content_encoding: encoding,
          event_ids: ids,
          body,
        });
      }
      return answer(202, isBatch ? { ids } : { id: ids[0] });
    });
  },
};

function knownCodings(header: string | undefined): Coding[] {
  const { known, unknown } = parseContentEncoding(header);
  if (unknown.length === 0) return known;
  throw new RefusedItems('unsupported_encoding', refusal('invalid', 'invalid_encoding'));
}
