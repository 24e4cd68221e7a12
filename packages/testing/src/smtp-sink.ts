import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as the server took it on. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Lower-case names; what was folded is unfolded. */
  headers: Record<string, string>;
  /** Headers and body as they came. */
  raw: string;
  /** Milliseconds since 1970 when all of it had come. */
  receivedAt: number;
}

/** Answers a reply to refuse with, such as `[550, 'no such user']`; undefined to go on. */
export type Refusal = (what: { to?: string }) => [number, string] | undefined;

export interface SmtpSink {
  /** `smtp://127.0.0.1:<port>` */
  url: string;
  port: number;
  received: ReceivedMail[];
  /** Asked at each step of a mail. */
  refuse: { from?: Refusal; to?: Refusal; data?: Refusal; auth?: Refusal };
  /** From now on, mails that have come are not answered; those that wait are, once the returned function is called. */
  hold(): () => void;
  /** How many have come and are not answered. */
  held(): number;
  /** Milliseconds before each answer; 0 at first. */
  slowness: { ms: number };
  /** Ends every connection without a word, as a firewall does or a server that dies. */
  drop(): void;
  /** How many connections were ever made. */
  connections(): number;
  stop(): Promise<void>;
}

/** A real SMTP server on this machine that keeps what it is sent. On a port of its own, or on the one given. */
export async function startSmtpSink({ port = 0, auth = false } = {}): Promise<SmtpSink> {
  const received: ReceivedMail[] = [];
  const refuse: SmtpSink['refuse'] = {};
  let gate: Promise<void> | undefined;
  let held = 0;
  let connections = 0;
  const slowness = { ms: 0 };
  const slowly = (answer: () => void) => void setTimeout(answer, slowness.ms);

  const server = new SMTPServer({
    logger: false,
    disabledCommands: auth ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    authOptional: true,
    closeTimeout: 100,
    onConnect: (_session, done) => slowly(done),
    onAuth: (given, _session, done) => done(errorOf(refuse.auth?.({})), { user: given.username }),
    onMailFrom: (_address, _session, done) => slowly(() => done(errorOf(refuse.from?.({})))),
    onRcptTo: ({ address }, _session, done) => slowly(() => done(errorOf(refuse.to?.({ to: address })))),
    onData: async (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const receivedAt = Date.now();
      held++;
      await gate;
      held--;
      const to = envelope.rcptTo.map(({ address }) => address);
      const refused = errorOf(refuse.data?.({ to: to[0] }));
      if (refused) return done(refused);
      const raw = Buffer.concat(chunks).toString('utf8');
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      received.push({ from, to, headers: headersOf(raw), raw, receivedAt });
      slowly(done);
    },
  });
  // A client that gives up in the middle is what some tests are about.
  server.on('error', () => {});
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    received,
    refuse,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
    held: () => held,
    slowness,
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    connections: () => connections,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function errorOf(reply: [number, string] | undefined): Error | null {
  return reply ? Object.assign(new Error(reply[1]), { responseCode: reply[0] }) : null;
}

function headersOf(raw: string): Record<string, string> {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
