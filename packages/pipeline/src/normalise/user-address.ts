import { isIP } from 'node:net';
import type { Event } from '@railguard/protocol/event';

const AUTO = '{{auto}}';

/**
 * Settles the address of an event's user. `{{auto}}` becomes the address the event came from; without any, the
 * server's `REMOTE_ADDR` is taken, then the connection's, but only for SDKs that ask for it (`sdk.settings.infer_ip`).
 * An SDK that says `never` is obeyed throughout.
 */
export function settleUserAddress(event: Event, remoteAddress: string | undefined): void {
  const inference = event.sdk?.settings?.infer_ip;
  const address = inferredAddress(event, remoteAddress, inference);
  if (event.user?.ip_address === AUTO) delete event.user.ip_address;
  if (address && !event.user?.ip_address) event.user = { ...event.user, ip_address: address };
}

function inferredAddress(event: Event, remoteAddress: string | undefined, inference: unknown): string | undefined {
  if (inference === 'never') return undefined;
  if (event.user?.ip_address === AUTO) return remoteAddress;
  const behindServer = event.request?.env?.REMOTE_ADDR;
  if (typeof behindServer === 'string' && isIP(behindServer) !== 0) return behindServer;
  return inference === 'auto' ? remoteAddress : undefined;
}
