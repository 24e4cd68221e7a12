import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Lies between a client and a server, as whatever translates addresses in a network does. */
export interface ForgetfulRouter {
  url: string;
  /** Connections of before carry nothing any more, and nobody is told; new ones do. */
  forget(): void;
  close(): Promise<void>;
}

export async function createForgetfulRouter(serverUrl: string): Promise<ForgetfulRouter> {
  const target = new URL(serverUrl);
  const folder = target.searchParams.get('host');
  const address = folder
    ? { path: `${folder}/.s.PGSQL.${target.port}` }
    : { host: target.hostname, port: Number(target.port) };
  const sockets = new Set<Socket>();
  const listener = createServer((inbound) => {
    const outbound = connect(address);
    inbound.pipe(outbound);
    outbound.pipe(inbound);
    for (const socket of [inbound, outbound]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  target.searchParams.delete('host');
  target.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    url: target.href,
    forget: () => {
      for (const socket of sockets) socket.unpipe();
    },
    close: async () => {
      listener.close();
      for (const socket of sockets) socket.destroy();
      await once(listener, 'close');
    },
  };
}
