import type { ContentProject } from './content.ts';
import type { Links } from './links.ts';

/**
 * What mail programs go by. Mails of one issue refer to one message that was never sent, which is enough for them to be
 * one thread (RFC 5256 section 2.2, JWZ threading); whoever filters finds the project in List-Id (RFC 2919).
 */
export function alertHeaders(links: Links, project: ContentProject, thread?: string): Record<string, string> {
  const root = thread && `<issue.${thread}@railguard>`;
  return {
    'List-Id': `<${project.slug}.${project.id}.railguard>`,
    'List-Unsubscribe': `<${links.unsubscribe(project.id)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    ...(root ? { 'In-Reply-To': root, References: root } : {}),
  };
}
