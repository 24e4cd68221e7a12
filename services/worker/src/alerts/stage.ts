import type { Log } from '@railguard/kit/log';
import type { LinkOptions } from '@railguard/notify/email/links';
import { digestSpan } from '@railguard/notify/rules/digest-times';
import { isUuid, newUuid } from '@railguard/protocol/ids';
import { ACK, type Queue } from '@railguard/queue/queue';
import { takeDueDigests } from '@railguard/store/alerts/digests';
import { relayNotifications } from '@railguard/store/alerts/notifications';
import type { Database } from '@railguard/store/database';
import { allChannels } from './channels/all.ts';
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
const RELEASE_EVERY_MS = 5_000;
const DIGESTS_EVERY_MS = 20_000;
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
  const repeated = [
    every(RELAY_EVERY_MS, 'relaying notifications', log, () => relayNotifications(database, RELAYED_AT_ONCE, publish)),
    every(COUNT_EVERY_MS, 'counting for alert rules', log, () => countIssues(database)),
    every(RELEASE_EVERY_MS, 'releasing held alerts', log, () => releaseHeld(database, channels)),
    every(DIGESTS_EVERY_MS, 'digests', log, () => takeDueDigests(database, digestSpan)),
  ];
  const consumers = channels.map((channel) =>
    queue.consume(
      channel.topic,
      async (batch) => {
        for (const { headers } of batch) {
          const { notification } = headers;
          if (typeof notification === 'string' && isUuid(notification)) await decide(database, channel, notification);
        }
        return batch.map(() => ACK);
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
