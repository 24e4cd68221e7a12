import { type MailLink, signMailLink } from '../links/mail-link.ts';
import type { Reader } from './content.ts';

/** Addresses that mails lead to. */
export interface Links {
  issue: (id: string) => string;
  project: (slug: string) => string;
  history: (slug: string) => string;
  preferences: string;
  /** A page that asks before it does what the link is for. */
  act: (link: Omit<MailLink, 'userId' | 'address'>) => string;
  /** List-Unsubscribe: a program posts to it, a person who opens it is asked first (RFC 8058). */
  unsubscribe: (projectId: string) => string;
}

export interface LinkOptions {
  /** Public base URL without a trailing slash. */
  url: string;
  key: Uint8Array;
}

/** The addresses for one reader, in whose name the acting ones act. */
export function linksFor({ address, user_id }: Reader, { url, key }: LinkOptions): Links {
  const whose = { address, ...(user_id ? { userId: user_id } : {}) };
  return {
    issue: (id) => `${url}/issues/${id}`,
    project: (slug) => `${url}/projects/${slug}`,
    history: (slug) => `${url}/projects/${slug}/settings/alerts/history`,
    preferences: `${url}/account/notifications`,
    act: (link) => `${url}/mail-link?token=${signMailLink({ ...link, ...whose }, key)}`,
    unsubscribe: (projectId) =>
      `${url}/api/v1/unsubscribe/${signMailLink({ action: 'unsubscribe_project', projectId, ...whose }, key)}`,
  };
}
