import { eventConditions } from '@railguard/store/event-search';
import { UnanswerableSearchError } from '@railguard/store/issue-search/search-scope';
import { storeBatch } from '@railguard/store/store-batch';
import { tagHash } from '@railguard/store/tag-hash';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, search, useDatabase } from './fixture.ts';

const context = useDatabase();

beforeAll(async () => {
  const project = await projectOf(context.database, await createTenant(context.database));
  await storeBatch(context.database, context.layout, [
    aMessage(project, [
      anEvent({
        release: 'a',
        level: 'fatal',
        tagged: [
          ['plan', 'pro'],
          ['platform', 'ruby'],
        ],
      }),
      anEvent({
        release: 'b',
        environment: 'dev',
        tagged: [
          ['plan', 'free'],
          ['user.id', '7'],
        ],
      }),
      anEvent({ release: 'old', tagged: [['plan', 'pro']] }),
    ]),
  ]);
  await context.database.pool.query(`update event set tag_hashes = null where release = 'old'`);
});

async function releases(text: string): Promise<string[]> {
  const conditions = eventConditions(search(text));
  const { rows } = await sql<{ release: string }>`
    select release from event where ${sql.join(conditions, sql` and `)} order by release`.execute(
    context.database.kysely,
  );
  return rows.map(({ release }) => release);
}

describe('events are found', () => {
  it.each([
    ['level:fatal', ['a']],
    ['!level:[fatal,info]', ['b', 'old']],
    ['environment:dev', ['b']],
    ['!environment:dev', ['a', 'old']],
    ['has:environment', ['b']],
    ['release:[a,o*]', ['a', 'old']],
    ['plan:pro', ['a']],
    ['plan:[pro,free]', ['a', 'b']],
    ['!plan:pro', ['b', 'old']],
    ['plan:free user.id:7', ['b']],
    ['plan:free user.id:8', []],
    ['platform:ruby', ['a']],
  ])('by %s', async (text, expected) => {
    expect(await releases(text)).toEqual(expected);
  });
});

it.each(['timeout', 'is:unresolved', 'plan:pr*', 'has:plan', 'timesSeen:>1', 'age:-1d', 'assigned:me', 'project:x'])(
  '%s cannot be asked of events, and the term is named',
  (text) => {
    const problem = () => eventConditions(search(`level:error ${text}`));
    expect(problem).toThrow(UnanswerableSearchError);
    expect(problem).toThrow(expect.objectContaining({ term: 1 }));
  },
);

it('the hash of a tag is the same for ever', () => {
  expect(tagHash('environment', 'production')).toBe(tagHash('environment', 'production'));
  expect([tagHash('plan', 'pro'), tagHash('plan', 'pr\u00f6'), tagHash('', '')].map(String)).toMatchInlineSnapshot(`
    [
      "624358374497071990",
      "3890755367587402637",
      "7687587728269476954",
    ]
  `);
});
