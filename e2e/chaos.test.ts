import { withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alarmBroker } from './chaos/faults/alarm-broker.ts';
import { fillDisk } from './chaos/faults/fill-disk.ts';
import { forgetBrokerConnections } from './chaos/faults/forget-broker-connections.ts';
import { killBroker } from './chaos/faults/kill-broker.ts';
import { killDatabase } from './chaos/faults/kill-database.ts';
import { killDatabaseConnection } from './chaos/faults/kill-database-connection.ts';
import { killEveryProcess } from './chaos/faults/kill-every-process.ts';
import { killProcess } from './chaos/faults/kill-process.ts';
import { killWorkersAgainAndAgain } from './chaos/faults/kill-workers-again-and-again.ts';
import { loseAnswersOfBroker } from './chaos/faults/lose-answers-of-broker.ts';
import { loseAnswersOfDatabase } from './chaos/faults/lose-answers-of-database.ts';
import { pauseDatabase } from './chaos/faults/pause-database.ts';
import { pauseProcess } from './chaos/faults/pause-process.ts';
import { publishTwice } from './chaos/faults/publish-twice.ts';
import { restartBroker } from './chaos/faults/restart-broker.ts';
import { restartDatabase } from './chaos/faults/restart-database.ts';
import { seededRandom } from './chaos/random.ts';
import { runRound, type Strikes } from './chaos/round.ts';
import { type System, startSystem } from './chaos/system.ts';

/** Each a round under load, after which everything sent is counted. The long form is `npm run chaos`. */
const ROUNDS: [name: string, strikes: Strikes][] = [
  ['workers meet on one issue and messages come more than once', [[publishTwice]]],
  [
    'processes are killed and replaced',
    [[killProcess('ingestor')], [killProcess('api'), publishTwice], [killWorkersAgainAndAgain]],
  ],
  ['everything is killed while the database restarts', [[killEveryProcess, restartDatabase]]],
  [
    'the database is killed, and its answers are lost',
    [[killDatabase], [killDatabaseConnection], [loseAnswersOfDatabase]],
  ],
  ['the broker is restarted, killed and without room', [[restartBroker], [killBroker], [alarmBroker]]],
  ['the answers of the broker are lost, and its connections', [[loseAnswersOfBroker], [forgetBrokerConnections]]],
  ['an ingestor and the database sleep', [[pauseProcess('ingestor'), pauseDatabase]]],
  ['a worker sleeps until its messages are given to the other', [[pauseProcess('worker'), publishTwice]]],
];

/** What a round waits for in turn: events that flow again after each strike, and all of them stored. */
const timeout = 400_000;

describe.skipIf(withoutRabbitmq)(
  'two ingestors, two workers and an API around RabbitMQ and PostgreSQL',
  { timeout },
  () => {
    let system: System;
    beforeAll(async () => {
      system = await startSystem('rabbitmq');
    });
    afterAll(() => system?.destroy());

    const play = async (strikes: Strikes, seed: number) => {
      const random = seededRandom(seed);
      expect(await runRound(system, { strikes, random, say: () => {} })).toEqual([]);
    };

    test.each(ROUNDS)('lose nothing and count once: %s', (name, strikes) => play(strikes, name.length));

    test('lose nothing and count once: the disk of the database is full', async ({ skip }) => {
      const reason = fillDisk.missing!(system);
      skip(reason !== undefined, reason);
      await play([[fillDisk]], 1);
    });

    test('both workers had their part', async () => {
      for (const { url } of system.set.workers) {
        const metrics = await (await fetch(`${url}/metrics`)).text();
        expect(Number(/^railguard_store_batch_seconds_count (\d+)/m.exec(metrics)?.[1])).toBeGreaterThan(0);
      }
    });
  },
);
