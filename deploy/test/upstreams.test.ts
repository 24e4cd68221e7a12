import { eventually } from '@railguard/testing/eventually';
import { freePort } from '@railguard/testing/free-port';
import { expect, test } from 'vitest';
import { startNameServer } from './name-server.ts';
import { nginxVersion, startWeb } from './nginx.ts';
import { type Seen, startEcho } from './upstream.ts';

/** `resolve` in an upstream came with this version. */
const isOldNginx = ((major = 0, minor = 0, patch = 0) => major * 1e6 + minor * 1e3 + patch < 1_027_003)(
  ...nginxVersion(),
);

/** The upstreams as they ship, on another port: there is no network of Docker's here that has 8000 free everywhere. */
const onPort = (port: number) => (rendered: string) => rendered.replaceAll(/:8000 resolve/g, `:${port} resolve`);

test.skipIf(isOldNginx)(
  'processes are found by name when they are added, move or come late (needs nginx 1.27.3)',
  async () => {
    const port = await freePort();
    const dns = await startNameServer();
    // Nothing has a name yet: the proxy starts all the same.
    const web = await startWeb({ upstreams: onPort(port), env: { NGINX_LOCAL_RESOLVERS: dns.address } });
    const one = await startEcho('one', port, '127.0.0.2');
    const two = await startEcho('two', port, '127.0.0.3');
    const who = async () => {
      const response = await fetch(`${web.url}/api/4711/envelope/`, { method: 'POST', body: '{}' });
      const body = (await response.json()) as Partial<Seen>;
      return response.status === 200 ? body.upstream! : String(response.status);
    };
    const whoAll = async () => [...new Set([await who(), await who(), await who(), await who()])].sort().join(' ');
    const settles = (expected: string) => eventually(expected, whoAll, (seen) => seen === expected);
    try {
      await settles('503');
      dns.names.set('ingestor', ['127.0.0.2']);
      await settles('one');
      // docker compose up --scale ingestor=2
      dns.names.set('ingestor', ['127.0.0.2', '127.0.0.3']);
      await settles('one two');
      // The first is restarted and comes back under another address.
      await one.stop();
      dns.names.set('ingestor', ['127.0.0.3']);
      await settles('two');
      expect(await whoAll()).toBe('two');
    } finally {
      await web.stop();
      await one.stop();
      await two.stop();
      await dns.stop();
    }
  },
);
