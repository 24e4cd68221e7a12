import { describe, expect, test } from 'vitest';
import { exactTime } from '../../format/relative-time.ts';
import { wordFate } from './word-fate.ts';

const AT = '2026-11-26T22:00:00.000Z';
const time = exactTime(new Date(AT));
const mail = { attempts: 1, next_attempt_at: null, response: '250 queued' };
const nothing = { reason: null, release_at: null, mail: null };

describe('what became of an alert', () => {
  test('is said in the words of the mail server where it said something', () => {
    expect(wordFate({ ...nothing, state: 'sent', mail })).toBe('The mail server: 250 queued');
    expect(wordFate({ ...nothing, state: 'failed', mail: { ...mail, response: '550 no such user' } })).toBe(
      'The mail server: 550 no such user',
    );
    expect(wordFate({ ...nothing, state: 'sent' })).toBe('');
  });

  test('says when it is tried again', () => {
    const refused = { attempts: 2, next_attempt_at: AT, response: '451 later' };
    expect(wordFate({ ...nothing, state: 'sending', mail: refused })).toBe(
      `Tried 2 times, again at ${time}. The mail server: 451 later`,
    );
    const fresh = { attempts: 0, next_attempt_at: AT, response: null };
    expect(wordFate({ ...nothing, state: 'sending', mail: fresh })).toBe('');
  });

  test('says until when it is held, and why', () => {
    const held = { ...nothing, state: 'held', release_at: AT } as const;
    expect(wordFate({ ...held, reason: 'quiet_hours' })).toBe(`Until ${time}, for quiet hours.`);
    expect(wordFate({ ...held, reason: 'hourly_limit' })).toBe(
      `Until ${time}: there were as many mails as an hour may have.`,
    );
    expect(wordFate(held)).toBe(`Until ${time}.`);
  });

  test('says why it was not to be sent', () => {
    expect(wordFate({ ...nothing, state: 'skipped', reason: 'unsubscribed' })).toBe(
      'They unsubscribed from the rule, or from the project.',
    );
    expect(wordFate({ ...nothing, state: 'skipped', reason: 'interval' })).toBe(
      'The rule told of this issue shortly before.',
    );
  });

  test('says where it is instead', () => {
    expect(wordFate({ ...nothing, state: 'folded' })).toBe('It went out in one mail with others.');
    expect(wordFate({ ...nothing, state: 'kept' })).toContain('There is no mail server');
  });
});
