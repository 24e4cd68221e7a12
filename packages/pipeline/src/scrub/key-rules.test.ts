import type { ScrubSettings } from '@railguard/protocol/project-settings';
import { describe, expect, it } from 'vitest';
import { runWith } from '../testing/process.ts';
import { FILTERED } from './filtered.ts';

const CARD = '4111 1111 1111 1111';

function processed(scrub: Partial<ScrubSettings>, event: object) {
  return runWith({ scrub }, event).events[0]!;
}
const stored = (scrub: Partial<ScrubSettings>, event: object) => processed(scrub, event).event;

describe('a key that a project adds', () => {
  it('is hidden in every spelling and every place, and the defaults stay', () => {
    const event = stored(
      { extra_keys: ['iban', 'customer_*', 'Loyalty-Number'] },
      {
        extra: { IBAN: 'x', customerName: 'x', loyalty_number: 7, password: 'x', fine: 'y', bodyText: '{"iban":"x"}' },
        tags: { customer_id: 'x', plan: 'pro' },
        contexts: { customer_data: { anything: 'x' } },
        request: {
          query_string: 'iban=x&page=2',
          headers: { 'Customer-Ref': 'x', Accept: '*/*' },
          cookies: { customer_key: 'x', theme: 'dark' },
          data: { rows: [['iban', 'x']] },
        },
        breadcrumbs: [{ data: { iban: 'x' } }],
        exceptions: [{ type: 'E', frames: [{ function: 'customer_load', vars: { loyaltyNumber: 'x' } }] }],
      },
    );
    expect(event.extra).toEqual({
      IBAN: FILTERED,
      customerName: FILTERED,
      loyalty_number: FILTERED,
      password: FILTERED,
      fine: 'y',
      bodyText: `{"iban":"${FILTERED}"}`,
    });
    expect(event.tags).toEqual({ customer_id: FILTERED, plan: 'pro' });
    expect(event.contexts).toEqual({ customer_data: { anything: FILTERED } });
    expect(event.request).toMatchObject({
      query_string: `iban=${FILTERED}&page=2`,
      headers: { 'Customer-Ref': FILTERED, Accept: '*/*' },
      cookies: { customer_key: FILTERED, theme: 'dark' },
      data: { rows: [['iban', FILTERED]] },
    });
    expect(event.breadcrumbs![0]!.data).toEqual({ iban: FILTERED });
    expect(event.exceptions![0]!.frames![0]).toMatchObject({
      function: 'customer_load',
      vars: { loyaltyNumber: FILTERED },
    });
  });

  it('is the whole name, unless it says otherwise', () => {
    const { extra } = stored({ extra_keys: ['plan'] }, { extra: { plan: 'x', planet: 'earth', 'my plan': 'y' } });
    expect(extra).toEqual({ plan: FILTERED, planet: 'earth', 'my plan': 'y' });
  });
});

describe('a key that a project calls safe', () => {
  const safe = { safe_keys: ['session_token', 'order_number'] };

  it('keeps its text and its number, whatever they look like, and no other key does', () => {
    const extra = { sessionToken: 'x', order_number: CARD, note: CARD, other_token: 'x' };
    expect(stored(safe, { extra }).extra).toEqual({
      sessionToken: 'x',
      order_number: CARD,
      note: FILTERED,
      other_token: FILTERED,
    });
  });

  it('does not save what is inside it under other names', () => {
    const extra = { session_token: { password: 'x', id: '7' } };
    expect(stored(safe, { extra }).extra).toEqual({ session_token: { password: FILTERED, id: '7' } });
  });

  it('is safe in queries and cookies too, and from a pattern that would hide it', () => {
    const scrub = { ...safe, extra_keys: ['*order*'] };
    const request = { query_string: 'session_token=x&order_ref=x', cookies: { session_token: 'x', order_number: '1' } };
    expect(stored(scrub, { request }).request).toEqual({
      query_string: `session_token=x&order_ref=${FILTERED}`,
      cookies: { session_token: 'x', order_number: '1' },
    });
  });
});

describe('addresses', () => {
  const event = {
    user: { ip_address: '203.0.113.7' },
    request: {
      headers: { 'X-Forwarded-For': '203.0.113.7', Accept: '*/*' },
      env: { REMOTE_ADDR: '203.0.113.7', SERVER_NAME: 'web-1' },
    },
    extra: { client_ip: '203.0.113.7' },
  };

  it('go from an event where a project wants it, and tell no users apart then', () => {
    const { event: read, user_identity } = processed({ scrub_ip_addresses: true }, event);
    expect(JSON.stringify(read)).not.toContain('203.0.113.7');
    expect(read).not.toHaveProperty('user');
    expect(read.request).toMatchObject({ headers: { Accept: '*/*' }, env: { SERVER_NAME: 'web-1' } });
    expect(user_identity).toBeUndefined();
  });

  it('stay otherwise', () => {
    expect(stored({}, event)).toMatchObject(event);
  });
});
