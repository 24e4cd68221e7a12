import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@railguard/testing/free-port';

/**
 * What lies between the processes and a server, and can be at fault by itself:
 *
 *     sound ─┬─ loseAnswers() ─► what is asked arrives, what is answered does not ─► cut ─► sound
 *            └─ forget() ──────► connections of before carry nothing, for ever; new ones are sound
 */
export interface Cable {
  port: number;
  /** For so long, in milliseconds; then every connection ends. What was committed was committed unheard. */
  loseAnswers(ms: number): Promise<void>;
  /** As a router does that restarts: nobody is told, and nothing arrives any more. */
  forget(): void;
  destroy(): void;
}

interface Connection {
  client: Socket;
  server: Socket;
  /** Whether bytes pass from the processes to the server, and back. */
  asks: boolean;
  answers: boolean;
}

export async function layCable(serverPort: number): Promise<Cable> {
  const port = await freePort();
  const connections = new Set<Connection>();

  const listener = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    const connection: Connection = { client, server, asks: true, answers: true };
    connections.add(connection);
    client.on('data', (bytes) => connection.asks && server.write(bytes));
    server.on('data', (bytes) => connection.answers && client.write(bytes));
    client.on('close', () => {
      connections.delete(connection);
      server.destroy();
    });
    server.on('close', () => {
      // Of a connection that is forgotten the end is not heard either.
      if (connection.asks) client.destroy();
    });
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', () => {});
  });
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));

  return {
    port,
    loseAnswers: async (ms) => {
      const lost = [...connections];
      for (const connection of lost) connection.answers = false;
      await sleep(ms);
      for (const { client } of lost) client.destroy();
    },
    forget: () => {
      for (const connection of connections) {
        connection.asks = false;
        connection.answers = false;
      }
    },
    destroy: () => {
      listener.close();
      for (const { client } of connections) client.destroy();
    },
  };
}
