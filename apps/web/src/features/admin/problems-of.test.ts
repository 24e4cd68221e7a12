import { expect, test } from 'vitest';
import { problemsOf } from './problems-of.ts';

const topic = { topic: 'events.raw', ready: 0, delayed: 0, leased: 0, dead: 0 };

test('an installation that is well has no problems, and neither has one that is not known yet', () => {
  expect(problemsOf({ checks: { database: 'ok' }, topics: [topic], mailConfigured: true })).toEqual([]);
  expect(problemsOf({ checks: undefined, topics: undefined, mailConfigured: undefined })).toEqual([]);
});

test('what is down comes before what was given up, and that before mail that is not set up', () => {
  const found = problemsOf({
    checks: { database: 'ok', queue: 'unavailable' },
    topics: [{ ...topic, ready: 10_000, dead: 1 }],
    mailConfigured: false,
  });
  expect(found.map(({ text, to }) => [text, to])).toEqual([
    ['queue does not answer.', undefined],
    ['One message of events.raw was given up.', '/admin/queue'],
    ['10,000 messages of events.raw wait: workers are away or too slow.', undefined],
    ['Mail is not set up: set SMTP_URL. Until then mails are kept here.', '/admin/mails'],
  ]);
});
