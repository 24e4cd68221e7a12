import { openConnection } from './connection.ts';
import { createHistogram, type Latency } from './histogram.ts';

/**
 * Gets some paths one after the other on one connection, as one person who looks around, and answers how long each took.
 * @throws Error where an answer is not 200, or does not come
 */
export async function readLatency(port: number, accessToken: string, paths: string[]): Promise<Latency> {
  const latency = createHistogram();
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const connection = await openConnection('127.0.0.1', port, {
    onAnswer({ status }, bytes) {
      if (status === 200) settle?.resolve();
      else settle?.reject(new Error(`answered ${status}: ${bytes.toString('utf8').slice(0, 500)}`));
    },
    onBroken: () => settle?.reject(new Error('the connection was lost')),
  });
  try {
    for (const path of paths) {
      const request = Buffer.from(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${accessToken}\r\n\r\n`,
      );
      const started = performance.now();
      await new Promise<void>((resolve, reject) => {
        settle = { resolve, reject };
        connection.send(request);
      });
      latency.record(performance.now() - started);
    }
  } finally {
    connection.close();
  }
  return latency.summary();
}
