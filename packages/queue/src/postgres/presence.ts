import type { Log } from '@railguard/kit/log';
import { textArray } from '@railguard/kit/pg-binary-array';
import pg from 'pg';
import { backoffMs, RECONNECT } from '../backoff.ts';
import { pause } from '../pause.ts';
import { createWakeUp, type WakeUp } from '../wake-up.ts';
import { connectionSettings } from './pool.ts';
import { NEXT_CONSUMER_NUMBER, RELEASE_OF_THE_DEAD, TRY_LOCK, UNLOCK } from './sql.ts';

/** How often leases of dead consumers are looked for; the same query shows that the connection still lives. */
const ROUND_MS = 5_000;

/**
 * One connection that stands for the consumers of a process: it holds an advisory lock on each one's number, which
 * says to other processes that it lives, and listens for its topic's wake-ups.
 *
 *     absent ── first member ──► connecting ──► present ── connection lost ──► connecting … (members keep their
 *                                   │ ▲                                         numbers where their locks are free)
 *                            failed ▼ │ next round, or next time a member asks
 *                                  absent
 */
export interface Presence {
  join(topic: string): Member;
  close(): Promise<void>;
}

export interface Member {
  wakeUp: WakeUp;
  /** The consumer's number, once its lock is held; throws where the database cannot be reached. */
  number(): Promise<number>;
  /** How often its lock was taken: grows when the connection was lost and another one stands for it. */
  admissions(): number;
  leave(): Promise<void>;
}

interface Seat {
  topic: string;
  wakeUp: WakeUp;
  admissions: number;
  number?: number;
  /** The connection that holds the seat's lock. */
  heldBy?: pg.Client;
}

export function createPresence(url: string, log: Log): Presence {
  const seats = new Set<Seat>();
  let connection: Promise<pg.Client> | undefined;
  const closing = new AbortController();
  let failures = 0;
  // A client runs one statement at a time; whoever wants one takes a turn.
  let turn: Promise<unknown> = Promise.resolve();
  const rounds = setInterval(() => void round(), ROUND_MS);
  rounds.unref();

  function inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const result = turn.then(async () => work(await connect()));
    turn = result.catch(() => undefined);
    return result;
  }

  function connect(): Promise<pg.Client> {
    connection ??= open().catch((error) => {
      connection = undefined;
      throw error;
    });
    return connection;
  }

  async function open(): Promise<pg.Client> {
    if (closing.signal.aborted) throw new Error('the queue is closed');
    const client = new pg.Client(connectionSettings(url, 'railguard queue presence'));
    client.on('error', (error) => log.warn({ err: error }, 'lost the connection that keeps consumers alive'));
    client.on('notification', ({ channel }) => {
      for (const seat of seats) if (channel === `queue_${seat.topic}`) seat.wakeUp.ring();
    });
    await client.connect();
    client.once('end', () => void replace());
    return client;
  }

  /** Opens the next connection without waiting for a round: until then other processes may take our leases. */
  async function replace(): Promise<void> {
    connection = undefined;
    for (const seat of seats) seat.heldBy = undefined;
    await pause(backoffMs(failures, RECONNECT), closing.signal);
    await round();
  }

  /** Seats everybody (again), and frees what dead consumers hold. */
  async function round(): Promise<void> {
    if (seats.size === 0 || closing.signal.aborted) return;
    try {
      await inTurn(async (client) => {
        try {
          for (const seat of seats) await admit(client, seat);
          await release(client);
        } catch (error) {
          // A connection that failed statements this simple is no good; it may not even know that it is dead.
          await client.end();
          throw error;
        }
      });
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1) log.warn({ err: error }, 'consumers cannot show that they live');
    }
  }

  async function admit(client: pg.Client, seat: Seat): Promise<number> {
    if (seat.number !== undefined && seat.heldBy === client) return seat.number;
    let number = seat.number ?? (await nextNumber(client));
    // The lock of a seat held before may still belong to a connection that the server has not found to be dead.
    while (!(await lock(client, number))) number = await nextNumber(client);
    await client.query(`listen ${client.escapeIdentifier(`queue_${seat.topic}`)}`);
    seat.number = number;
    seat.heldBy = client;
    seat.admissions += 1;
    seat.wakeUp.ring();
    return number;
  }

  async function release(client: pg.Client): Promise<void> {
    const topics = [...new Set([...seats].map((seat) => seat.topic))];
    const { rowCount } = await client.query(RELEASE_OF_THE_DEAD, [textArray(topics)]);
    if (!rowCount) return;
    log.info({ messages: rowCount }, 'took messages back from consumers that are gone');
    for (const seat of seats) seat.wakeUp.ring();
  }

  return {
    join: (topic) => {
      const seat: Seat = { topic, wakeUp: createWakeUp(), admissions: 0 };
      seats.add(seat);
      void round();
      return {
        wakeUp: seat.wakeUp,
        number: () => inTurn((client) => admit(client, seat)),
        admissions: () => seat.admissions,
        leave: async () => {
          seats.delete(seat);
          const { number, heldBy } = seat;
          if (number === undefined || heldBy === undefined) return;
          await inTurn(async (client) => {
            if (client === heldBy) await client.query(UNLOCK, [number]);
          }).catch((error) => log.warn({ err: error }, 'a consumer left without giving its number back'));
        },
      };
    },
    close: async () => {
      closing.abort();
      clearInterval(rounds);
      await turn;
      const client = await connection?.catch(() => undefined);
      await client?.end();
    },
  };
}

async function nextNumber(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ number: number }>(NEXT_CONSUMER_NUMBER);
  return rows[0]!.number;
}

async function lock(client: pg.Client, number: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(TRY_LOCK, [number]);
  return rows[0]!.locked;
}
