import { gzipSync } from 'node:zlib';
import { type IngestOptions, publicKeyOf, sendEnvelope, sendNative, sendToSentry } from '@railguard/testing/ingest';
import { peakMemoryOf } from '@railguard/testing/process-tree';
import { type Product, startProduct } from '@railguard/testing/product';
import { isReady } from '@railguard/testing/product-process';
import {
  createProject,
  issuesOf,
  outcomesOf,
  type Project,
  type StoredEvent,
  waitForEvent,
} from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent, newEventId, sentryErrorEvent } from './error-event.ts';
import { gzipBomb } from './gzip-bomb.ts';
import { WRONG_TYPES } from './wrong-types.ts';

const MiB = 1024 ** 2;

let product: Product;
let project: Project;
beforeAll(async () => {
  product = await startProduct();
  project = await createProject(product, 'Bad input');
});
afterAll(() => product?.destroy());

describe('refused with the reason', () => {
  test.each<[name: string, status: number, code: string, body: string | Buffer, headers?: Record<string, string>]>([
    ['an empty body', 400, 'invalid_json', ''],
    ['truncated JSON', 400, 'invalid_json', '{"message": "cut off he'],
    ['JSON that is no event', 400, 'invalid_json', '"hello"'],
    ['a 2 GB gzip bomb', 413, 'payload_too_large', gzipBomb(2048 * MiB), { 'content-encoding': 'gzip' }],
    ['a 5 MB message', 413, 'payload_too_large', JSON.stringify({ message: 'x'.repeat(5 * MiB) })],
    ['an encoding nobody knows', 415, 'unsupported_encoding', '{}', { 'content-encoding': 'compress' }],
    ['a body that is not in its encoding', 400, 'invalid_encoding', '{}', { 'content-encoding': 'gzip' }],
    [
      'a compressed body that is cut off',
      400,
      'invalid_encoding',
      gzipSync('{}').subarray(0, 15),
      { 'content-encoding': 'gzip' },
    ],
    ['101 events', 413, 'payload_too_large', JSON.stringify(Array(101).fill({ message: 'many' }))],
    ['a list of what is no event', 400, 'invalid_json', '[{"message": "good"}, 7]'],
  ])('%s', async (_name, status, code, body, headers = {}) => {
    const answer = await sendNative(product, project, body, { headers });
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('an address without a UUID', async () => {
    const answer = await sendNative(product, { ...project, id: 'shop' }, { message: 'hello' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_project_id' } });
  });

  test('a missing, unknown or revoked key, the key of another project and an unknown project: all alike', async () => {
    const other = await createProject(product, 'Another');
    const params = { project_id: project.id };
    const revoked = await product.client.call('createProjectKey', { params, body: { label: 'Old' } });
    expect(await sendNative(product, project, errorEvent('before'), { publicKey: revoked.public_key })).toMatchObject({
      status: 202,
    });
    await product.client.call('updateProjectKey', {
      params: { ...params, key_id: revoked.id },
      body: { is_active: false },
    });

    const unknownProject = { ...project, id: '00000000-0000-4000-8000-000000000000' };
    const attempts: [Pick<Project, 'id' | 'keys' | 'numeric_id'>, IngestOptions][] = [
      [project, { publicKey: '' }],
      [project, { publicKey: 'f'.repeat(32) }],
      [project, { publicKey: 'not a key' }],
      [project, { publicKey: revoked.public_key }],
      [project, { publicKey: publicKeyOf(other) }],
      [unknownProject, {}],
    ];
    const answers = await Promise.all(
      attempts.map(async ([destination, options]) => sendNative(product, destination, { message: 'hello' }, options)),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, request_id: undefined }).toEqual({ ...answers[0]?.body, request_id: undefined });
      expect(body.code).toBe('invalid_key');
    }
  });

  test.each<[name: string, status: number, body: string | Buffer, headers?: Record<string, string>]>([
    ['an empty envelope', 400, ''],
    ['an envelope whose first line is no header', 400, 'hello\n{"type":"event"}\n{}'],
    ['an envelope that is a 2 GB gzip bomb', 413, gzipBomb(2048 * MiB), { 'content-encoding': 'gzip' }],
  ])('%s', async (_name, status, body, headers = {}) => {
    const answer = await sendToSentry(product, project, 'envelope', body, { headers });
    expect(answer).toMatchObject({ status, body: { detail: expect.any(String) } });
    expect(answer.headers.get('x-sentry-error')).toBe(answer.body.detail);
  });

  test('an envelope whose only event has 5 MB', async () => {
    const answer = await sendEnvelope(product, project, {}, [[{ type: 'event' }, hugeEvent()]]);
    expect(answer).toMatchObject({ status: 413, body: { detail: expect.any(String) } });
  });

  test('an event of 5 MB beside a good one, which is kept', async () => {
    const good = sentryErrorEvent('beside');
    const answer = await sendEnvelope(product, project, { event_id: good.event_id }, [
      [{ type: 'event' }, good],
      [{ type: 'event' }, hugeEvent()],
    ]);
    expect(answer).toMatchObject({ status: 200, body: { id: good.event_id } });
    await waitForEvent(product, project.id, good.event_id);
    await expect
      .poll(() => outcomesOf(product, project.id), { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ category: 'error', outcome: 'invalid', reason: 'too_large' }));
  });
});

describe('taken, with what was wrong remembered', () => {
  test('JSON 1,000 levels deep is cut at the depth people can read', async () => {
    const deep = `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`;
    const stored = await accepted(
      `{"message": "deep", "extra": ${deep}, "deep_field": ${'['.repeat(1000)}${']'.repeat(1000)}}`,
    );
    expect(reasonsOf(stored)).toContain('too_deep');
    expect(stored.extra).toHaveProperty('a.a.a.a');
  });

  test('__proto__ keys are data like any other', async () => {
    const stored = await accepted(
      `{"message": "proto", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},
        "extra": {"__proto__": {"polluted": 1}, "kept": true}, "tags": {"__proto__": "tag", "kept": "yes"},
        "user": {"__proto__": {"id": "9"}, "id": "7"}, "contexts": {"__proto__": {"a": 1}, "runtime": {"name": "node"}}}`,
    );
    expect(stored).toMatchObject({ message: 'proto', extra: { kept: true }, tags: { kept: 'yes' }, user: { id: '7' } });
    expect(Object.getOwnPropertyDescriptor(stored.extra, '__proto__')?.value).toEqual({ polluted: 1 });
    const next = await accepted('{"message": "the next event"}');
    expect(JSON.stringify(next)).not.toContain('polluted');
  });

  test.each(Object.entries(WRONG_TYPES))(
    'a wrong type in %s drops that field alone',
    async (field, { value, pointer }) => {
      const stored = await accepted(JSON.stringify({ ...errorEvent('typed'), event_id: newEventId(), [field]: value }));
      expect(stored.processing_errors?.map(({ path }) => path)).toContain(pointer);
      expect(stored.exceptions ?? []).toHaveLength(field === 'exceptions' ? 0 : 1);
    },
  );

  test('wrong types in every field at once leave an event', async () => {
    const fields = Object.entries(WRONG_TYPES).map(([field, { value }]) => [field, value]);
    const stored = await accepted(JSON.stringify(Object.fromEntries(fields)));
    expect(stored.processing_errors!.length).toBeGreaterThanOrEqual(fields.length);
    expect(stored).toMatchObject({ type: 'error', level: 'error', platform: 'other' });
  });

  test('the same in an event of an SDK', async () => {
    const event_id = newEventId();
    const bad = Object.fromEntries(Object.entries(WRONG_TYPES).map(([field, { value }]) => [field, value]));
    const worse = {
      exception: 7,
      threads: 'all',
      logentry: [1],
      stacktrace: 'here',
      debug_meta: 1,
      sdk: ['x'],
      user: [],
    };
    const deep = JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`);
    const answer = await sendEnvelope(product, project, { event_id, sdk: 'mine', sent_at: {}, trace: 4 }, [
      [
        { type: 'event', length: undefined },
        { ...bad, ...worse, extra: deep },
      ],
    ]);
    expect(answer).toMatchObject({ status: 200, body: { id: event_id } });
    const stored = await waitForEvent(product, project.id, event_id);
    expect(stored).toMatchObject({ type: 'error', level: 'error' });
    expect(stored.processing_errors!.length).toBeGreaterThan(10);
    expect(reasonsOf(stored)).toContain('too_deep');
  });

  test('an event id that is none is replaced', async () => {
    const answer = await sendNative(product, project, { event_id: 'mine', message: 'own id' });
    expect(answer.status).toBe(202);
    expect(answer.body.id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('an event id that comes again changes nothing', async () => {
    const twice = await createProject(product, 'Twice');
    const event = errorEvent('twice');
    const dashed = event.event_id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
    for (const event_id of [event.event_id, event.event_id, dashed]) {
      const answer = await sendNative(product, twice, { ...event, event_id });
      expect(answer).toMatchObject({ status: 202, body: { id: event.event_id } });
    }
    await expect
      .poll(() => outcomesOf(product, twice.id), { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ outcome: 'dropped', reason: 'duplicate', quantity: 2 }));
    expect(await issuesOf(product, twice.id)).toMatchObject([{ event_count: 1 }]);
  });

  test.each([
    ['1970', '1970-01-01T00:00:01Z', 'past_timestamp'],
    ['2100', 4_102_444_800, 'future_timestamp'],
  ])('an event from %s happened when it was received', async (_year, timestamp, reason) => {
    const stored = await accepted(JSON.stringify({ message: 'when', timestamp }));
    expect(stored.timestamp).toBe(stored.received_at);
    expect(stored.processing_errors).toEqual([{ path: '/timestamp', reason, value: timestamp }]);
  });

  test('of 10,000 tags a hundred are kept', async () => {
    const tags = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`tag-${index}`, 'x']));
    const stored = await accepted(JSON.stringify({ message: 'tagged', tags }));
    expect(Object.keys(stored.tags ?? {})).toHaveLength(100);
    expect(stored.processing_errors).toEqual([{ path: '/tags', reason: 'too_many', value: 10_000 }]);
  });

  test('a message of a megabyte is cut and says so', async () => {
    const stored = await accepted(JSON.stringify({ message: 'x'.repeat(MiB - 1000) }));
    expect(stored.message!.length).toBeLessThan(10_000);
    expect(reasonsOf(stored)).toContain('too_long');
  });

  test('invalid UTF-8, NULs and lone surrogates are repaired', async () => {
    const bytes = Buffer.concat([Buffer.from('{"message": "caf'), Buffer.from([0xe9, 0xff]), Buffer.from(' bar"}')]);
    expect((await accepted(bytes)).message).toBe('caf\ufffd\ufffd bar');
    const stored = await accepted(String.raw`{"message": "a\u0000b\ud800c", "extra": {"k\u0000ey": "\udc00"}}`);
    expect(stored.message).toBe('ab\ufffdc');
    expect(stored.extra).toEqual({ key: '\ufffd' });
  });
});

test('after all of that the product is well and small', async () => {
  await expect.poll(() => isReady(product.url)).toBe(true);
  expect((await accepted('{"message": "still here"}')).message).toBe('still here');
  const { main, worker } = product.pids();
  expect(peakMemoryOf(main!)).toBeLessThan(500 * MiB);
  expect(peakMemoryOf(worker!)).toBeLessThan(500 * MiB);
});

function hugeEvent() {
  return { message: 'x'.repeat(5 * MiB) };
}

/** Sends one event that must be taken and reads it back. */
async function accepted(body: string | Buffer): Promise<StoredEvent> {
  const answer = await sendNative(product, project, body);
  expect(answer.status).toBe(202);
  return waitForEvent(product, project.id, String(answer.body.id));
}

function reasonsOf({ processing_errors = [] }: StoredEvent): string[] {
  return processing_errors.map(({ reason }) => reason);
}
