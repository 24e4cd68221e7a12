import type { Client } from '@railguard/client/client';
import { processEvent } from '@railguard/pipeline/process-event';
import { DEFAULT_RULES } from '@railguard/pipeline/project/rules';
import { newEventId, newUuid } from '@railguard/protocol/ids';
import type { ProcessedEvent } from '@railguard/protocol/processed';
import { nativeLayout } from '@railguard/store/layout/native';
import { storeBatch } from '@railguard/store/store-batch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let params: { project_id: string; event_id: string };

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  params = { project_id: api.owner.project.id, event_id: newEventId() };
  const received_at = new Date().toISOString();
  const sent = {
    platform: 'ruby',
    exceptions: [{ type: 'KeyError', value: '<b>key</b> not found', frames: [{ function: 'create', in_app: true }] }],
    tags: { plan: 'pro' },
  };
  const circumstances = { eventId: params.event_id, receivedAt: received_at, retentionDays: 90 };
  const event = processEvent(sent, circumstances, DEFAULT_RULES) as ProcessedEvent;
  const message = { id: newUuid(), project_id: params.project_id, received_at, events: [event], outcomes: [] };
  await storeBatch(api.database, nativeLayout(api.database), [message]);
});
afterAll(() => api.stop());

test('why an event is in its issue is worked out anew and agrees with it', async () => {
  const grouping = await client.call('getEventGrouping', { params });
  expect(grouping).toMatchObject({ algorithm: 'v1', is_of_issue: true, issue: { hash: grouping.hash } });
  expect(grouping.parts).toContainEqual({ label: 'exception type', value: 'KeyError' });
});

test('a fingerprint rule of the project counts, and is named', async () => {
  const { project_id } = params;
  const rule = { matchers: { type: 'Key*' }, fingerprint: ['keys'] };
  const change = (fingerprint_rules: (typeof rule)[]) =>
    client.call('updateProjectSettings', { params: { project_id }, body: { grouping: { fingerprint_rules } } });
  await change([rule]);
  const grouping = await client.call('getEventGrouping', { params });
  expect(grouping.is_of_issue).toBe(false);
  expect(grouping.parts[0]).toEqual({ label: 'fingerprint rule', value: 'type: Key*' });
  await change([]);
});

test('an issue that was grouped otherwise is said to be', async () => {
  const { issue } = await client.call('getEventGrouping', { params });
  await api.database.pool.query('update issue set grouping_hash = $2 where id = $1', [issue.id, 'f'.repeat(64)]);
  expect(await client.call('getEventGrouping', { params })).toMatchObject({ is_of_issue: false });
});

test('the raw event is a file with nothing added', async () => {
  const { access_token } = await client.signIn(OWNER);
  const address = `${api.url}/api/v1/projects/${params.project_id}/events/${params.event_id}/raw`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${access_token}` } });
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename=event-${params.event_id}.json`);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const { project_id: _, issue_id: __, received_at: ___, ...event } = await client.call('getEvent', { params });
  expect(await response.json()).toEqual(event);
});

test('the same as Markdown is text, with what was sent as code', async () => {
  const text = await client.call('getEventMarkdown', { params });
  expect(text).toContain('# `KeyError: <b>key</b> not found`');
  const { access_token } = await client.signIn(OWNER);
  const address = `${api.url}/api/v1/projects/${params.project_id}/events/${params.event_id}/markdown`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${access_token}` } });
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test.each(['getEventGrouping', 'downloadEvent', 'getEventMarkdown'] as const)(
  '%s of what is not there is not found',
  async (operation) => {
    expect(await codeOf(client.call(operation, { params: { ...params, event_id: newEventId() } }))).toBe('not_found');
  },
);
