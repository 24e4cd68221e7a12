import { createHash } from 'node:crypto';
import type { Event } from '@railguard/protocol/event';
import type { Grouping, GroupingPart } from '@railguard/protocol/processed';
import { contentParts } from './content.ts';
import { fingerprintParts } from './fingerprint.ts';
import { knownProblemParts } from './known-problem.ts';

/**
 * Version 1: the fingerprint that the SDK gave, else problems that are one wherever they happen, else what happened:
 * the shape of the stack where there is one to trust, types and normalised texts where there is none. Line numbers,
 * addresses and names that change with every build are never part of it.
 */
export function groupV1(event: Event): Grouping {
  const own = () => knownProblemParts(event) ?? contentParts(event);
  const explanation = fingerprintParts(event, own) ?? own();
  return { hash: hashOf(explanation), algorithm: 'v1', explanation };
}

function hashOf(parts: GroupingPart[]): string {
  const hash = createHash('sha256').update('v1');
  for (const { label, value } of parts) hash.update(`\0${label}\0${value}`);
  return hash.digest('hex');
}
