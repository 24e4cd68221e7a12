import { randomBytes } from 'node:crypto';
import type { InvitationLink, WriteMail } from '@railguard/store/invitations';
import { hashToken } from './auth/session.ts';

const DAYS = 7;

/** A fresh link to an invitation, with what the store keeps of it and the mail that carries it. */
export function newInvitationLink(baseUrl: string): InvitationLink & { url: string; writeMail: WriteMail } {
  const token = randomBytes(32).toString('base64url');
  const url = `${baseUrl}/invite/${token}`;
  return {
    url,
    token_hash: hashToken(token),
    expires_at: new Date(Date.now() + DAYS * 24 * 3600 * 1000),
    writeMail: ({ email, role, organization_name, invited_by }) => ({
      to: email,
      subject: `Join ${onOneLine(organization_name)} on Railguard`,
      text: [
        `${onOneLine(invited_by?.name || invited_by?.email || 'Somebody')} invites you to ${onOneLine(organization_name)} on Railguard, as ${role}.`,
        '',
        'Accept the invitation here:',
        url,
        '',
        `The link is good once, for ${DAYS} days. If you do not know what this is about, do nothing.`,
        '',
      ].join('\n'),
    }),
  };
}

/** Names are people's own words: a line break in one must not begin a header or a paragraph. */
function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
