// Exits with 0 where this container's process answers that it is alive. Alive and not ready: a process that waits for
// its database must not be ended for it. Docker gives it five seconds, Node's own start included.
import { get } from 'node:http';

const request = get({ host: '127.0.0.1', port: process.env.RAILGUARD_PORT, path: '/healthz', timeout: 3_000 });
request.on('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
