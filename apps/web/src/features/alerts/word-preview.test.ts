import { expect, test } from 'vitest';
import { wordPreview } from './word-preview.ts';

const preview = {
  from: '2026-11-12T10:00:00.000Z',
  to: '2026-11-26T10:00:00.000Z',
  mails: 7,
  people: 3,
  occasions: 5,
  is_complete: true,
};

test.each([
  [{}, 'Would have sent 7 mails to 3 people in the last 14 days.'],
  [{ mails: 1, people: 1 }, 'Would have sent one mail to one person in the last 14 days.'],
  [{ mails: 12_345 }, 'Would have sent 12,345 mails to 3 people in the last 14 days.'],
  [
    { mails: 0, people: 0, occasions: 0 },
    'Would have sent nothing in the last 14 days. Nothing of that kind happened, or a condition rules it out.',
  ],
  [{ mails: 0, people: 0 }, 'It happened in the last 14 days, but nobody would have been told.'],
  [{ from: '2026-11-25T10:00:00.000Z' }, 'Would have sent 7 mails to 3 people in the last day.'],
])('%j', (fields, words) => {
  expect(wordPreview({ ...preview, ...fields })).toBe(words);
});
