import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A server's address that can go dead and come back, as when it is killed and started again. */
export interface SeverableProxy {
  url: string;
  /** Breaks every connection and refuses new ones. */
  sever(): Promise<void>;
  mend(): Promise<void>;
  /**
   * Breaks the next connection on which `last` answers where the bytes end that still get through; resolves when it has.
   * New ones get through meanwhile.
   */
  breakAt(last: LastByte): Promise<void>;
}

export type Side = 'client' | 'server';
type LastByte = (bytes: Buffer, towards: Side) => number | undefined;

export async function createSeverableProxy(serverUrl: string): Promise<SeverableProxy> {
  const target = new URL(serverUrl);
  const socket = target.searchParams.get('host');
  const address = socket
    ? { path: `${socket}/.s.PGSQL.${target.port}` }
    : { host: target.hostname, port: Number(target.port) };
  const sockets = new Set<Socket>();
  let server: Server;
  let breaking: { last: LastByte; done: () => void } | undefined;

  function forward(bytes: Buffer, from: Socket, to: Socket, towards: Side): void {
    const end = breaking?.last(bytes, towards);
    if (end === undefined) {
      if (!to.write(bytes)) from.pause();
      return;
    }
    breaking?.done();
    breaking = undefined;
    to.end(bytes.subarray(0, end), () => from.destroy());
  }

  async function listen(port: number): Promise<number> {
    server = createServer((inbound) => {
      const outbound = connect(address);
      for (const [socket, peer, towards] of [
        [inbound, outbound, 'server'],
        [outbound, inbound, 'client'],
      ] as const) {
        sockets.add(socket);
        socket.on('data', (bytes) => forward(bytes as Buffer, socket, peer, towards));
        socket.on('drain', () => peer.resume());
        socket.on('end', () => peer.end());
        socket.on('error', () => peer.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          peer.destroy();
        });
      }
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const port = await listen(0);
  const url = new URL(serverUrl);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    sever: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => {
      await listen(port);
    },
    breakAt: (last) =>
      new Promise((done) => {
        breaking = { last, done };
      }),
  };
}
