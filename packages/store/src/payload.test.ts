import { hash } from 'node:crypto';
import type { Event } from '@railguard/protocol/event';
import { describe, expect, it } from 'vitest';
import { decodePayload, encodePayload } from './payload.ts';
import { DICTIONARIES } from './payload-dictionary.ts';

const event: Event = {
  event_id: 'a'.repeat(32),
  type: 'error',
  timestamp: '2026-11-23T10:00:00.000Z',
  level: 'error',
  platform: 'ruby',
  message: 'übergroß 💥',
};

describe('a stored payload', () => {
  it('is read back as it was written', () => {
    expect(decodePayload(encodePayload(event))).toEqual(event);
  });

  it('says which dictionary it was written with', () => {
    const payload = encodePayload(event);
    expect(payload[0]).toBe(1);
    payload[0] = 200;
    expect(() => decodePayload(payload)).toThrow('payload dictionary 200 is unknown');
  });

  it('stays readable: a dictionary that has been released is never edited', () => {
    expect(hash('sha256', DICTIONARIES[1]!)).toBe('115b79b18a493b9cb0b7b9716063339bdc6711bcbcc93667f9aea2252af06561');
  });
});
