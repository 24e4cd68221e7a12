import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ConsumeMessage } from 'amqplib';
import { type DeadLetter, type DeadLetters, QueueUnavailableError } from '../queue.ts';
import { unlessClosed } from './channel.ts';
import { type Connection, closeConnection, connectTo } from './link.ts';
import { deadLetterOf, idOf } from './message.ts';
import type { Publisher } from './publisher.ts';
import { meaningOf } from './refusal.ts';
import { deadLockOf, deadQueueOf } from './topology.ts';

const MOST_PER_PAGE = 100;
const MOST_BYTES = 32 * 1024 * 1024;
/** The oldest of more are looked at; a prefetch has 16 bits. */
const MOST_LOOKED_AT = 50_000;
/** A replay is done in passes of so many. */
const MOST_AT_ONCE = 1_000;
/** The broker may have told of more than there are. */
const SILENCE_MS = 2_000;
const ACKS_AHEAD = 16;
const LOCK_WITHIN_MS = 30_000;
const RETURNED_WITHIN_MS = 5_000;
const RESOURCE_LOCKED = 405;

/**
 * Dead letters are looked at without any plugin of the broker: everything in the queue is taken in hand, what is of no
 * interest is let go of at once, and what was not discarded goes back where it was. A process that dies meanwhile takes
 * nothing with it. Each errand has a connection of its own, and one at a time holds a topic's lock, since nobody sees
 * what another holds.
 *
 * Looks at no more than the 50,000 that died first; discard or replay some of them to see others.
 */
export function createDeadLetters(url: string, publisher: Publisher): DeadLetters {
  return {
    list: (topic, { limit, before }) =>
      errand(url, topic, async (channel) => {
        const page = createPage(topic, Math.min(Math.max(limit, 1), MOST_PER_PAGE), before);
        await look(channel, topic, page.offer);
        return page.letters;
      }),
    replay: (topic, ids) =>
      errand(url, topic, (channel) =>
        takeOut(channel, topic, ids, (letters) =>
          publisher.publish(
            topic,
            topic,
            letters.map((raw) => ({ id: idOf(raw), content: raw.content })),
          ),
        ),
      ),
    discard: (topic, ids) => errand(url, topic, (channel) => takeOut(channel, topic, ids, async () => {})),
  };
}

async function errand<T>(url: string, topic: string, run: (channel: Channel) => Promise<T>): Promise<T> {
  let connection: Connection | undefined;
  try {
    connection = await connectTo(url, `railguard dead letters of ${topic}`);
    await connection.declare(topic);
    await lock(connection, topic);
    const channel = await connection.model.createChannel();
    channel.on('error', () => {});
    return await run(channel);
  } catch (error) {
    throw meaningOf(error);
  } finally {
    if (connection) await closeConnection(connection);
  }
}

/** A queue that only one connection may have, and that goes with it. */
async function lock({ model }: Connection, topic: string): Promise<void> {
  const deadline = Date.now() + LOCK_WITHIN_MS;
  for (;;) {
    const channel = await model.createChannel();
    channel.on('error', () => {});
    try {
      await channel.assertQueue(deadLockOf(topic), { exclusive: true, durable: false });
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== RESOURCE_LOCKED) throw error;
      if (Date.now() > deadline)
        throw new QueueUnavailableError(`another process looks at the dead letters of ${topic}`);
      await sleep(50);
    }
  }
}

/** Removes what `save` has made safe; answers how many there were. */
async function takeOut(
  channel: Channel,
  topic: string,
  ids: string[],
  save: (letters: ConsumeMessage[]) => Promise<void>,
): Promise<number> {
  const wanted = new Set(ids);
  let taken = 0;
  for (let more = true; more; ) {
    const found: ConsumeMessage[] = [];
    let bytes = 0;
    more = false;
    const visit = (raw: ConsumeMessage) => {
      if (!wanted.has(idOf(raw))) return;
      more = found.length === MOST_AT_ONCE || (found.length > 0 && bytes + raw.content.length > MOST_BYTES);
      if (more) return;
      found.push(raw);
      bytes += raw.content.length;
    };
    await look(channel, topic, visit, async () => {
      // An id that died twice is one message.
      const letters = [...new Map(found.map((raw) => [idOf(raw), raw])).values()];
      await save(letters);
      taken += letters.length;
      return found;
    });
  }
  return taken;
}

/**
 * Shows every dead letter to `visit`, the first to die first, then puts them back but for those `takeOut` answers.
 * Resolves once the broker has them where they were: others look next.
 */
async function look(
  channel: Channel,
  topic: string,
  visit: (raw: ConsumeMessage) => void,
  takeOut: () => Promise<ConsumeMessage[]> = async () => [],
): Promise<void> {
  const queue = deadQueueOf(topic);
  const { messageCount } = await channel.checkQueue(queue);
  if (messageCount === 0) return;
  const most = Math.min(messageCount, MOST_LOOKED_AT);
  await channel.prefetch(most);
  const seenAll = Promise.withResolvers<void>();
  const seenOrClosed = unlessClosed(channel, seenAll.promise);
  seenOrClosed.catch(() => {});
  const silence = setTimeout(seenAll.resolve, SILENCE_MS);
  let seen = 0;
  try {
    const { consumerTag } = await channel.consume(queue, (raw) => {
      if (!raw) return seenAll.reject(new Error('the queue was deleted'));
      silence.refresh();
      visit(raw);
      seen += 1;
      if (seen === most) seenAll.resolve();
    });
    await seenOrClosed;
    await channel.cancel(consumerTag);
  } finally {
    clearTimeout(silence);
  }
  const gone = await takeOut();
  await remove(channel, queue, gone);
  channel.nackAll(true);
  await untilReturned(channel, queue, messageCount - gone.length);
}

/**
 * A quorum queue takes 32 commands of a channel ahead; further ones wait in the channel's process and go with it, and the
 * messages come back. So acknowledgements go a few at a time, each time until the queue answers, which it does in order.
 */
async function remove(channel: Channel, queue: string, gone: ConsumeMessage[]): Promise<void> {
  for (let from = 0; from < gone.length; from += ACKS_AHEAD) {
    for (const raw of gone.slice(from, from + ACKS_AHEAD)) channel.ack(raw);
    const newcomer = await unlessClosed(channel, channel.get(queue));
    if (newcomer) channel.nack(newcomer, false, true);
  }
}

/** Returning messages is not answered. */
async function untilReturned(channel: Channel, queue: string, expected: number): Promise<void> {
  const deadline = Date.now() + RETURNED_WITHIN_MS;
  while ((await channel.checkQueue(queue)).messageCount < expected && Date.now() < deadline) await sleep(5);
}

/** The newest of what it is offered, by id, as many as fit a page; memory holds no more than that. */
function createPage(topic: string, limit: number, before: string | undefined) {
  const letters: DeadLetter[] = [];
  let bytes = 0;
  /** Something this new has fallen off the page, and nothing older may slip in behind it. */
  let floor = '';
  const fallOff = () => {
    const last = letters.pop()!;
    bytes -= last.body.byteLength;
    if (last.id > floor) floor = last.id;
  };
  return {
    letters,
    offer: (raw: ConsumeMessage) => {
      const id = idOf(raw);
      if (id <= floor || (before !== undefined && id >= before)) return;
      const letter = deadLetterOf(raw, topic);
      const place = letters.findIndex((other) => other.id <= id);
      const same = place >= 0 && letters[place]!.id === id;
      // An id that died twice keeps its last death.
      if (same) bytes -= letters[place]!.body.byteLength;
      letters.splice(place < 0 ? letters.length : place, same ? 1 : 0, letter);
      bytes += letter.body.byteLength;
      while (letters.length > limit || (letters.length > 1 && bytes > MOST_BYTES)) fallOff();
    },
  };
}
