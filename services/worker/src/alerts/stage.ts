import type { Log } from '@railguard/kit/log';
import type { LinkOptions } from '@railguard/notify/email/links';
import { digestSpan } from '@railguard/notify/rules/digest-times';
import type { Trigger } from '@railguard/protocol/alert-rule';
import { isUuid, newUuid } from '@railguard/protocol/ids';
import { ACK, type Delivery, type Queue, type Verdict } from '@railguard/queue/queue';
import { takeDueDigests } from '@railguard/store/alerts/digests';
import { relayNotifications } from '@railguard/store/alerts/notifications';
import type { Database } from '@railguard/store/database';
import { concernsOne, reasonOf } from '../concerns-one.ts';
import { allChannels } from './channels/all.ts';
import type { AlertChannel } from './channels/channel.ts';
import { countIssues } from './count-issues.ts';
import { decide } from './decide.ts';
import { every } from './every.ts';
import { releaseHeld } from './release.ts';

export interface AlertStageParts {
  database: Database;
  queue: Queue;
  log: Log;
  links: LinkOptions;
  wakeMails: () => void;
}

export interface AlertStage {
  stop(): Promise<void>;
}

const RELAY_EVERY_MS = 250;
const RELAYED_AT_ONCE = 200;
const COUNT_EVERY_MS = 2_000;
const RELEASE_EVERY_MS = 2_000;
const DIGESTS_EVERY_MS = 5_000;
const CONSUMER = { batchSize: 50, maxAttempts: 8, leaseMs: 60_000 };

/**
 * From what happened to who is told. Every part may run in several workers at once.
 *
 *     notification (written with the batch, or by counting, or when a digest is due)
 *          │ relay, every quarter of a second
 *          ▼
 *     the channel's topic ─► decide ─┬─► alert and its mail, in one transaction ─► the outbox of mails
 *                                    ├─► alert that is held ─► release, when its time has come
 *                                    └─► alert that is skipped, and why
 */
export function startAlertStage({ database, queue, log, links, wakeMails }: AlertStageParts): AlertStage {
  const channels = allChannels({ links, wakeMails });
  const publish = async (ids: string[]) => {
    const body = new Uint8Array();
    for (const { topic } of channels) {
      // Each hand-over has an id of its own; what is told once is the notification, however often it comes.
      await queue.publish(
        topic,
        ids.map((notification) => ({ id: newUuid(), headers: { notification }, body })),
      );
    }
  };
  /** One that cannot be decided must not keep its neighbours, perhaps of other organisations, from being. */
  async function verdictOn(channel: AlertChannel, { headers: { notification } }: Delivery): Promise<Verdict> {
    if (typeof notification !== 'string' || !isUuid(notification)) return ACK;
    try {
      await decide(database, channel, notification);
      return ACK;
    } catch (error) {
      if (!concernsOne(error)) throw error;
      log.error({ err: error, notification }, 'who is told of something could not be decided; it is tried again');
      return { kind: 'retry', reason: `alerts: ${reasonOf(error)}` };
    }
  }

  /** A time zone that this machine does not know must not cost other projects their digests. */
  function spanOf(triggers: Trigger[], dueAt: Date) {
    try {
      return digestSpan(triggers, dueAt);
    } catch (error) {
      log.error({ err: error, triggers }, 'a digest is due, and from when to when cannot be told');
      return undefined;
    }
  }

  const repeated = [
    every(RELAY_EVERY_MS, 'relaying notifications', log, () => relayNotifications(database, RELAYED_AT_ONCE, publish)),
    every(COUNT_EVERY_MS, 'counting for alert rules', log, () => countIssues(database, log)),
    every(RELEASE_EVERY_MS, 'releasing held alerts', log, () => releaseHeld(database, channels, log)),
    every(DIGESTS_EVERY_MS, 'digests', log, () => takeDueDigests(database, spanOf)),
  ];
  const consumers = channels.map((channel) =>
    queue.consume(
      channel.topic,
      async (batch) => {
        const verdicts: Verdict[] = [];
        for (const delivery of batch) verdicts.push(await verdictOn(channel, delivery));
        return verdicts;
      },
      CONSUMER,
    ),
  );
  return {
    async stop() {
      await Promise.all([...repeated, ...consumers].map((part) => part.stop()));
    },
  };
}
