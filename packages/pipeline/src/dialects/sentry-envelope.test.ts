import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { describe, expect, it } from 'vitest';
import { run } from '../testing/process.ts';

const ID = '9c3f0a1b2c3d4e5f60718293a4b5c6d7';

/** An envelope of the given lines: objects as JSON, texts as they are. */
function send(lines: unknown[], event_ids: string[] = []) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return run({ dialect: 'sentry-envelope', body: Buffer.from(text), event_ids });
}

const summary = ({ events, outcomes }: ReturnType<typeof run>) => ({
  messages: events.map(({ event }) => event.message),
  outcomes: outcomes.map(({ category, outcome, reason, quantity }) => `${quantity} ${category} ${outcome} ${reason}`),
});

describe('an envelope', () => {
  it('without items yields nothing', () => {
    expect(summary(send([{}]))).toEqual({ messages: [], outcomes: [] });
  });

  it.each(['', 'nonsense', '[]'])('that is none ends in one outcome: %j', (text) => {
    expect(summary(send([text]))).toEqual({ messages: [], outcomes: ['1 default invalid invalid_envelope'] });
  });

  it('gives its events the ids that were answered, then their own, then stable ones', () => {
    const items = [{ type: 'event' }, {}, { type: 'event' }, { event_id: ID }, { type: 'event' }, {}];
    const ids = () => send([{}, ...items], ['a'.repeat(32)]).events.map(({ event }) => event.event_id);
    expect(ids().slice(0, 2)).toEqual(['a'.repeat(32), ID]);
    expect(ids()[2]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(3);
  });

  it('counts transactions among the items that have ids', () => {
    const { events } = send(
      [{}, { type: 'transaction' }, {}, { type: 'session' }, {}, { type: 'event' }, {}],
      ['a'.repeat(32), 'b'.repeat(32)],
    );
    expect(events[0]!.event.event_id).toBe('b'.repeat(32));
  });

  it('keeps what is complete before an item that is broken', () => {
    expect(summary(send([{}, { type: 'event' }, { message: 'good' }, { type: 'event', length: 999 }, 'x']))).toEqual({
      messages: ['good'],
      outcomes: ['1 default invalid invalid_envelope'],
    });
  });

  it('loses only the items that cannot be read', () => {
    const items = [
      [{ type: 'event' }, 'not JSON'],
      [{ type: 'event' }, []],
      [{ type: 'event' }, { message: 'x'.repeat(MAX_EVENT_BYTES) }],
      [{}, { message: 'without a type' }],
      [{ type: 'future' }, 'x'],
      [{ type: 'event' }, { message: 'good' }],
    ];
    expect(summary(send([{}, ...items.flat()]))).toEqual({
      messages: ['good'],
      outcomes: [
        '1 default invalid invalid_envelope',
        '1 error invalid invalid_json',
        '1 error invalid not_an_object',
        '1 error invalid too_large',
        '1 default dropped unknown_item_type',
      ],
    });
  });

  it('lends its events the SDK it names', () => {
    const sdk = { name: 'sentry.php', version: '4.29' };
    const { events } = send([{ sdk }, { type: 'event' }, {}, { type: 'event' }, { sdk: { name: 'own' } }]);
    expect(events.map(({ event }) => event.sdk)).toEqual([sdk, { name: 'own' }]);
  });
});

describe('the clock of a client', () => {
  const sent = (sent_at: unknown) =>
    send([
      { sent_at },
      { type: 'event' },
      { timestamp: '2026-11-23T08:00:00Z', breadcrumbs: [{ timestamp: '2026-11-23T07:59:58Z' }] },
    ]).events[0]!.event;

  it('is corrected where it is off by an hour when sending', () => {
    expect(sent('2026-11-23T08:00:05Z')).toMatchObject({
      timestamp: '2026-11-23T10:00:00.000Z',
      breadcrumbs: [{ timestamp: '2026-11-23T09:59:58.000Z' }],
      processing_errors: [{ path: '/timestamp', reason: 'clock_drift', value: '2026-11-23T08:00:00Z' }],
    });
  });

  it.each(['2026-11-23T09:06:00Z', '2026-11-23T10:54:00Z', 'nonsense', 7, null])(
    'is believed where it is off by less, or unreadable: %j',
    (sent_at) => {
      expect(sent(sent_at)).toMatchObject({ timestamp: '2026-11-23T08:00:00.000Z' });
    },
  );
});
