import type { EventSize } from '../events/error-event.ts';
import { createRequestWriter } from './request-writer.ts';

const NOBODY = { host: '127.0.0.1', port: 0, path: '/', keyHeader: 'X-Nobody: 0' };
const HEAD_END = '\r\n\r\n';

/** The bodies of so many requests, as a generator would send them. */
export function messageBodies(size: EventSize, count: number): Buffer[] {
  const writer = createRequestWriter(NOBODY, { size, format: 'native', gzip: false });
  const buffer = Buffer.allocUnsafe(writer.maxBytes);
  return Array.from({ length: count }, () => {
    const request = buffer.subarray(0, writer.write(buffer));
    return Buffer.from(request.subarray(request.indexOf(HEAD_END) + HEAD_END.length));
  });
}
