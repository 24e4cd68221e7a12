import { connect, type Socket } from 'node:net';
import { type Answer, readAnswer } from './answer.ts';

/**
 * One kept-alive connection with at most one request under way.
 *
 *     idle ─ send ─► waiting ─ answer ─► idle
 *                       └─ broken ─► connecting ─► idle
 */
export interface Connection {
  /** `bytes` must stay as they are until the answer. */
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface ConnectionEvents {
  /** `bytes` begin with the answer, head and all, and are good during the call only. */
  onAnswer(answer: Answer, bytes: Buffer): void;
  /** The request under way was lost; the connection is usable again by the time of the call. */
  onBroken(): void;
}

const RECONNECT_AFTER_MS = 20;

export async function openConnection(host: string, port: number, events: ConnectionEvents): Promise<Connection> {
  let pending: Buffer | undefined;
  let closed = false;
  let socket = await connected();

  function connected(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const next = connect({ host, port, noDelay: true });
      next.once('error', reject);
      next.once('connect', () => {
        next.off('error', reject);
        next.on('error', () => {});
        next.on('data', onData);
        next.on('close', reconnect);
        resolve(next);
      });
    });
  }

  function onData(chunk: Buffer): void {
    pending = pending ? Buffer.concat([pending, chunk]) : chunk;
    const answer = readAnswer(pending);
    if (!answer) return;
    const bytes = pending;
    pending = undefined;
    events.onAnswer(answer, bytes);
  }

  function reconnect(): void {
    pending = undefined;
    if (closed) return;
    setTimeout(() => {
      connected().then((next) => {
        socket = next;
        events.onBroken();
      }, reconnect);
    }, RECONNECT_AFTER_MS);
  }

  return {
    send: (bytes) => void socket.write(bytes),
    close() {
      closed = true;
      socket.destroy();
    },
  };
}
