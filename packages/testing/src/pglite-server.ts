import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** What is needed of a PGlite: the answer to whole messages of PostgreSQL's protocol. */
interface Backend {
  execProtocolRaw(messages: Uint8Array): Promise<Uint8Array>;
}

const TERMINATE = 'X'.charCodeAt(0);

/**
 * PGlite behind a socket, so that `pg` speaks to it as to any server; answers its port. There is one session: a second
 * connection waits until the first has ended.
 *
 * PGlite breaks on half a message, and the network cuts them at 64 kB, so they are put together again here.
 */
export async function servePglite(backend: Backend): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let turn = Promise.resolve();
  const server = createServer((socket) => {
    sockets.add(socket);
    // Clients that go away in the middle are no concern of a test.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    turn = turn.then(() => serve(socket, backend)).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await turn;
    },
  };
}

async function serve(socket: Socket, backend: Backend): Promise<void> {
  let received = Buffer.alloc(0);
  let isFirst = true;
  for await (const data of socket) {
    received = Buffer.concat([received, data]);
    const { end, hasEnded } = wholeMessages(received, isFirst);
    if (end > 0) {
      isFirst = false;
      socket.write(await backend.execProtocolRaw(received.subarray(0, end)));
      received = received.subarray(end);
    }
    // Not passed on: PGlite would end itself and not the session.
    if (hasEnded) socket.end();
  }
}

/** Where the last whole message ends, and whether a farewell follows. Only a session's first has no letter before its length. */
function wholeMessages(received: Buffer, isFirst: boolean): { end: number; hasEnded: boolean } {
  let end = 0;
  for (let letter = isFirst ? 0 : 1; received.length >= end + letter + 4; letter = 1) {
    if (letter && received[end] === TERMINATE) return { end, hasEnded: true };
    const next = end + letter + received.readUInt32BE(end + letter);
    if (next > received.length) break;
    end = next;
  }
  return { end, hasEnded: false };
}
