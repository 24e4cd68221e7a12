import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link in a mail is good for, and in whose name. */
export interface MailLink {
  action: 'resolve' | 'ignore' | 'unsubscribe_rule' | 'unsubscribe_project';
  projectId: string;
  /** Of `resolve` and `ignore`. */
  issueId?: string;
  /** Of `unsubscribe_rule`. */
  ruleId?: string;
  /** The account that the mail went to; absent for an address without one. */
  userId?: string;
  address: string;
}

const DAY_MS = 86_400_000;
/** Long enough for a holiday's Monday; whoever unsubscribes from an old mail means it. */
const GOOD_FOR_DAYS = { resolve: 7, ignore: 7, unsubscribe_rule: 365, unsubscribe_project: 365 } as const;
const ACTIONS = Object.keys(GOOD_FOR_DAYS) as MailLink['action'][];

/**
 * A link as a token: what it says, readable by anybody, and a signature (HMAC-SHA-256), both in base64url.
 * It is good for a time that begins at `now`.
 */
export function signMailLink(link: MailLink, key: Uint8Array, now = new Date()): string {
  const { action, projectId, issueId, ruleId, userId, address } = link;
  const expires = Math.floor((now.getTime() + GOOD_FOR_DAYS[action] * DAY_MS) / 1000);
  const said = Buffer.from(JSON.stringify([action, expires, projectId, issueId, ruleId, userId, address])).toString(
    'base64url',
  );
  return `${said}.${signatureOf(said, key).toString('base64url')}`;
}

/** What the token says; undefined where we did not sign it, or its time is over. */
export function readMailLink(token: string, key: Uint8Array, now = new Date()): MailLink | undefined {
  const [said = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(said, key);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const [action, expires, projectId, issueId, ruleId, userId, address] = JSON.parse(
    Buffer.from(said, 'base64url').toString('utf8'),
  );
  if (!ACTIONS.includes(action) || expires * 1000 <= now.getTime()) return undefined;
  const optional = { issueId, ruleId, userId };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => typeof value === 'string'));
  return { action, projectId, address, ...present };
}

function signatureOf(said: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`mail link ${said}`).digest();
}
