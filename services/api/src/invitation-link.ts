import type { InvitationLink, WriteMail } from '@railguard/store/invitations';
import { newToken } from './auth/random-token.ts';
import { oneLine } from './mail/one-line.ts';

const DAYS = 7;

/** A fresh link to an invitation, with what the store keeps of it and the mail that carries it. */
export function newInvitationLink(baseUrl: string): InvitationLink & { url: string; writeMail: WriteMail } {
  const { token, ...stored } = newToken(DAYS * 24 * 3600);
  const url = `${baseUrl}/invite/${token}`;
  return {
    url,
    ...stored,
    writeMail: ({ email, role, organization_name, invited_by }) => ({
      to: email,
      subject: `Join ${oneLine(organization_name)} on Railguard`,
      text: [
        `${oneLine(invited_by?.name || invited_by?.email || 'Somebody')} invites you to ${oneLine(organization_name)} on Railguard, as ${role}.`,
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
