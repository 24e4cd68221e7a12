import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What came through the proxy, as the process behind it sees it. */
export interface Seen {
  upstream: string;
  method: string;
  /** The address as it was sent, query included. */
  url: string;
  headers: IncomingHttpHeaders;
  bytes: number;
  /** SHA-256 of the body as it came, in hexadecimal. */
  digest: string;
}

export interface Upstream {
  /** `127.0.0.1:<port>` */
  address: string;
  port: number;
  /** How many connections were opened to it so far. */
  connections(): number;
  /** Ends it at once, with everything under way. */
  stop(): Promise<void>;
}

/** A process behind the proxy that answers with what it saw. */
export function startEcho(name: string, port = 0, host = '127.0.0.1'): Promise<Upstream> {
  return startUpstream(
    (request, response) => {
      const hash = createHash('sha256');
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        hash.update(chunk);
      });
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const seen: Seen = { upstream: name, method, url, headers, bytes, digest: hash.digest('hex') };
        response.setHeader('content-type', 'application/json').end(JSON.stringify(seen));
      });
    },
    port,
    host,
  );
}

/** A process behind the proxy. Port 0 takes any that is free. */
export async function startUpstream(listener: RequestListener, port = 0, host = '127.0.0.1'): Promise<Upstream> {
  const server = createServer(listener);
  let connections = 0;
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return {
    address: `${host}:${bound}`,
    port: bound,
    connections: () => connections,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
