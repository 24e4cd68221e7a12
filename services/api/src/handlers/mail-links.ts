import { ProblemError } from '@railguard/contract/problem';
import { isAtLeast } from '@railguard/contract/role';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { type MailLink, readMailLink } from '@railguard/notify/links/mail-link';
import { accessToIssue } from '@railguard/store/access';
import { choose, forgetChoice } from '@railguard/store/alert-preferences';
import { readLinkKey } from '@railguard/store/alerts/link-key';
import { editIssues } from '@railguard/store/edit-issues';
import { readLinkTarget } from '@railguard/store/mail-links';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

type Described = AnswerOf<RouteOf<'getMailLink'>>;

const STATUS_OF = { resolve: 'resolved', ignore: 'ignored' } as const;

/** Links of alerts: they carry who may do what themselves, so nobody has to be signed in. */
export function mailLinkHandlers({ database, config }: ApiDeps) {
  async function read(token: string): Promise<MailLink> {
    const link = readMailLink(token, await readLinkKey(database));
    if (!link) throw new ProblemError('link_expired');
    return link;
  }

  async function describe(link: MailLink): Promise<Described> {
    if (link.issueId !== undefined) await accessOf(link.issueId, link.userId);
    const target = await readLinkTarget(database, link);
    if (!target) throw new ProblemError('link_expired', 'What the link is about is gone.');
    const { project_name, issue, rule_name, is_unsubscribed } = target;
    const { action, address } = link;
    const isDone = action === 'resolve' || action === 'ignore' ? issue?.status === STATUS_OF[action] : is_unsubscribed;
    const { status, ...named } = issue ?? {};
    return {
      action,
      project_name,
      to: address,
      has_account: link.userId !== undefined,
      issue: issue ? (named as NonNullable<Described['issue']>) : null,
      rule_name,
      is_done: isDone,
    };
  }

  async function use(link: MailLink): Promise<Described> {
    const { is_done } = await describe(link);
    if (is_done) return describe(link);
    const { action, projectId, ruleId, userId, address, issueId } = link;
    if (action === 'resolve' || action === 'ignore') {
      await edit(issueId ?? '', userId, STATUS_OF[action]);
    } else {
      await choose(database.kysely, { projectId, ruleId, userId, address }, []);
    }
    return describe(link);
  }

  /** As the person might by themselves, no more: they may have left, or have another role by now. */
  async function accessOf(issueId: string, userId: string | undefined) {
    const scope = { userId: userId ?? '' };
    const access = userId ? await accessToIssue(database, scope, issueId) : undefined;
    if (!access || !isAtLeast(access.role, 'member')) {
      throw new ProblemError('forbidden', 'The person this mail went to may not change this issue any more.');
    }
    return { scope, organizationId: access.organization_id };
  }

  async function edit(issueId: string, userId: string | undefined, status: 'resolved' | 'ignored'): Promise<void> {
    const { scope, organizationId } = await accessOf(issueId, userId);
    await editIssues(database, scope, organizationId, [issueId], { status });
  }

  return {
    getMailLink: async ({ params }) => describe(await read(params.token)),
    useMailLink: async ({ params }) => use(await read(params.token)),

    async undoMailLink({ params }) {
      const link = await read(params.token);
      const { action, projectId, ruleId, userId, address } = link;
      if (action === 'resolve' || action === 'ignore') throw new ProblemError('link_expired');
      await forgetChoice(database.kysely, { projectId, ruleId, userId, address });
      return describe(link);
    },

    async openUnsubscribeLink({ params, response }) {
      response.set('Location', `${config.url}/mail-link?token=${encodeURIComponent(params.token)}`);
      return undefined;
    },

    async unsubscribe({ params }) {
      const link = await read(params.token);
      // The header says what it does; a link that would change an issue is none of it.
      if (link.action !== 'unsubscribe_project' && link.action !== 'unsubscribe_rule') {
        throw new ProblemError('link_expired');
      }
      return use(link);
    },
  } satisfies Partial<Handlers>;
}
