import type { InvitationLink, WriteMail } from '@railguard/store/invitations';
import { newToken } from './auth/random-token.ts';
import { oneLine } from './mail/one-line.ts';

const DAYS = 7;

/**
 * Fresh links to an invitation, with what the store keeps of them: one to hand over, and one that only the mail carries, so
 * that whoever uses it has shown that the address is theirs.
 */
export function newInvitationLink(baseUrl: string): InvitationLink & { url: string; writeMail: WriteMail } {
  const { token, ...stored } = newToken(DAYS * 24 * 3600);
  const mailed = newToken(DAYS * 24 * 3600);
  const linkOf = (secret: string) => `${baseUrl}/invite/${secret}`;
  return {
    url: linkOf(token),
    ...stored,
    mailed_token_hash: mailed.token_hash,
    writeMail: ({ email, role, organization_name, invited_by }) => ({
      to: email,
      subject: `Join ${oneLine(organization_name)} on Railguard`,
      text: [
        `${oneLine(invited_by?.name || invited_by?.email || 'Somebody')} invites you to ${oneLine(organization_name)} on Railguard, as ${role}.`,
        '',
        'Accept the invitation here:',
        linkOf(mailed.token),
        '',
        `The link is good once, for ${DAYS} days. If you do not know what this is about, do nothing.`,
        '',
      ].join('\n'),
    }),
  };
}
