import type { Metrics } from '@railguard/kit/metrics';
import type { Database } from '@railguard/store/database';
import { countOpenMails } from '@railguard/store/mail-delivery';

/** Puts the mails that wait, and those that were given up, among the worker's figures; counted when they are read. */
export function addMailGauge(metrics: Metrics, database: Database): void {
  metrics.gauge('railguard_mails', 'Mails in the outbox that wait or were given up.', ['state'], async () =>
    (await countOpenMails(database)).map(({ state, count }) => ({ labels: { state }, value: count })),
  );
}
