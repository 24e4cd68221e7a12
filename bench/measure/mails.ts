import { setTimeout as sleep } from 'node:timers/promises';
import { newEventId } from '@railguard/protocol/ids';
import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import type { Product } from '@railguard/testing/product';
import { createProject, type Project } from '@railguard/testing/product-reading';
import { type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import { errorEvent } from '../events/error-event.ts';
import type { Figure } from '../figure.ts';
import type { Payload } from '../load/request-template.ts';
import type { Measurement } from '../measurement.ts';
import { createTarget } from '../product/target.ts';
import { withProduct } from '../product/with-product.ts';

const LOAD: Payload = { size: '2 kB', format: 'native', gzip: false };
const LOADED_PER_SECOND = 1_000;
/** Far enough apart that each has a batch and a mail of its own, as in life. */
const BETWEEN_ISSUES_MS = 150;
const ARRIVED_WITHIN_MS = 60_000;
const MOST_MAILS_PER_HOUR = 1_000;

/**
 * From the moment an application sends the first event of a new issue until the mail server has the whole mail: alone,
 * and while the product takes and stores events of other issues.
 */
export const mails: Measurement = {
  name: 'mails',
  describes: 'from the first event of a new issue to its mail, at a real SMTP server',
  async run(bench) {
    const sink = await startSmtpSink();
    try {
      const env = { SMTP_URL: sink.url };
      return await withProduct(bench, (product) => measure(bench.options.scale.mails, product, sink), env);
    } finally {
      await sink.stop();
    }
  },
};

async function measure(count: number, product: Product, sink: SmtpSink): Promise<Figure[]> {
  const alone = await tellOf('Alone', count, product, sink);
  const target = await createTarget(product, LOAD);
  const seconds = Math.ceil((count * BETWEEN_ISSUES_MS) / 1_000);
  const [beside, { accepted }] = await Promise.all([
    tellOf('Beside', count, product, sink),
    target.load({ kind: 'paced', perSecond: LOADED_PER_SECOND, seconds }),
  ]);
  await target.untilStored(accepted);
  return [
    figure('mails', 'From an event to its mail, p95', alone),
    figure('mails_loaded', `The same beside ${LOADED_PER_SECOND} events/s, p95`, beside),
  ];
}

/** A project of its own that may send as many mails as there are issues. */
async function projectToTell(product: Product): Promise<Project> {
  const project = await createProject(product, 'Mails', 'ruby');
  await product.client.call('updateProjectSettings', {
    params: { project_id: project.id },
    body: { alerts: { mails_per_hour: MOST_MAILS_PER_HOUR } },
  });
  return project;
}

/** Milliseconds from each event to its mail. */
async function tellOf(series: string, count: number, product: Product, sink: SmtpSink): Promise<number[]> {
  const project = await projectToTell(product);
  const sentAt = new Map<string, number>();
  for (let group = 0; group < count; group++) {
    const type = `${series}${inLetters(group)}Error`;
    const event = errorEvent('2 kB', group, 0);
    sentAt.set(type, Date.now());
    const body = { ...event, event_id: newEventId(), exceptions: [{ ...event.exceptions![0]!, type }] };
    const { status } = await sendNative(product, project, body);
    if (status !== 202) throw new Error(`an event was answered with ${status}`);
    await sleep(BETWEEN_ISSUES_MS);
  }
  const arrivals = () =>
    [...sentAt].flatMap(([type, at]) => {
      const mail = sink.received.find(({ headers }) => headers.subject?.includes(type));
      return mail ? [mail.receivedAt - at] : [];
    });
  return eventually(
    'a mail of every issue',
    async () => arrivals(),
    ({ length }) => length === count,
    ARRIVED_WITHIN_MS,
  );
}

/** Grouping takes one number for another, so what is to be an issue of its own differs in letters. */
function inLetters(number: number): string {
  return number.toString(26).replace(/\d/g, (digit) => 'QRSTUVWXYZ'[Number(digit)]!);
}

function figure(id: string, title: string, times: number[]): Figure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  const note = `${sorted.length} new issues; p50 ${at(0.5)}, at most ${sorted.at(-1)}`;
  return { id, title, value: at(0.95), unit: 'ms', target: { atMost: 3_000 }, note };
}
