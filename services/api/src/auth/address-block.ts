import { isIPv6 } from 'node:net';

/**
 * What attempts from an address are counted by: an IPv4 address itself, and the /64 of an IPv6 address, because the
 * smallest network a provider hands out is one (RFC 6177), so that a single client has 2^64 addresses to try from.
 */
export function addressBlock(address: string): string {
  // A socket for both families writes IPv4 this way.
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  // The URL parser brings every spelling to one.
  const [left = '', right] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const before = left ? left.split(':') : [];
  const after = right ? right.split(':') : [];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
