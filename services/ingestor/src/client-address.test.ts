import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

function from(remoteAddress: string, forwarded?: string): FastifyRequest {
  return { headers: { 'x-forwarded-for': forwarded }, raw: { socket: { remoteAddress } } } as unknown as FastifyRequest;
}

test.each<[string, string | undefined, boolean, string | undefined]>([
  ['192.0.2.1', undefined, true, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, false, '192.0.2.1'],
  ['2001:db8::1', undefined, false, '2001:db8::1'],
  ['10.0.0.1', '198.51.100.1, 203.0.113.7', true, '203.0.113.7'],
  ['10.0.0.1', '198.51.100.1,203.0.113.7:5123', true, '203.0.113.7'],
  ['10.0.0.1', '203.0.113.7', false, '10.0.0.1'],
  ['10.0.0.1', '203.0.113.7:5123', true, '203.0.113.7'],
  ['10.0.0.1', '[2001:db8::1]:443', true, '2001:db8::1'],
  ['10.0.0.1', 'unknown', true, '10.0.0.1'],
  ['10.0.0.1', "' or 1=1", true, '10.0.0.1'],
  ['10.0.0.1', '', true, '10.0.0.1'],
])('from %s, forwarded for %s, trusted %s: %s', (socket, forwarded, trusted, expected) => {
  expect(clientAddress(from(socket, forwarded), trusted)).toBe(expected);
});
