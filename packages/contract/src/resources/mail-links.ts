import { Type } from 'typebox';
import { nullable, oneOf } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Token = Type.String({ minLength: 1, maxLength: 1_000, description: 'As it is in the link.' });

const MailLink = Type.Object(
  {
    action: oneOf(['resolve', 'ignore', 'unsubscribe_rule', 'unsubscribe_project']),
    project_name: Type.String(),
    to: Type.String({ description: 'The address that the mail went to.' }),
    has_account: Type.Boolean({ description: 'false: the address is in a rule, and nobody signs in with it.' }),
    issue: nullable(
      Type.Object({
        id: Type.String({ format: 'uuid' }),
        short_id: Type.String(),
        title: nullable(Type.String({ description: 'Null where mails of the project hold nothing of events.' })),
      }),
    ),
    rule_name: nullable(Type.String()),
    is_done: Type.Boolean({ description: 'It is so already.' }),
  },
  { $id: 'MailLink' },
);

const params = Type.Object({ token: Token });

export const mailLinkRoutes = [
  defineRoute({
    operationId: 'getMailLink',
    tag: 'Alerts',
    method: 'GET',
    path: '/api/v1/mail-links/:token',
    summary: 'What a link of an alert would do',
    description: 'Changes nothing: programs that look through mails open every link.',
    auth: 'public',
    params,
    success: { status: 200, description: 'What it would do.', schema: MailLink },
    problems: ['link_expired', 'forbidden'],
  }),
  defineRoute({
    operationId: 'useMailLink',
    tag: 'Alerts',
    method: 'POST',
    path: '/api/v1/mail-links/:token',
    summary: 'Do what a link of an alert is for',
    description:
      'In the name of the person it was sent to, as far as they still may. Harmless to repeat. Links that resolve or ' +
      'ignore are good for a week, those that unsubscribe for a year.',
    auth: 'public',
    params,
    success: { status: 200, description: 'Done.', schema: MailLink },
    problems: ['link_expired', 'forbidden'],
  }),
  defineRoute({
    operationId: 'undoMailLink',
    tag: 'Alerts',
    method: 'DELETE',
    path: '/api/v1/mail-links/:token',
    summary: 'Take back an unsubscription',
    description:
      'Of a link that unsubscribes, for whoever pressed it by mistake: also for addresses without an account. Everything ' +
      'that the rule, or the project, sends comes again.',
    auth: 'public',
    params,
    success: { status: 200, description: 'As it is now.', schema: MailLink },
    problems: ['link_expired'],
  }),
  defineRoute({
    operationId: 'openUnsubscribeLink',
    tag: 'Alerts',
    method: 'GET',
    path: '/api/v1/unsubscribe/:token',
    summary: 'Where the List-Unsubscribe header leads a person',
    auth: 'public',
    params,
    success: { status: 303, description: 'To a page that asks before it unsubscribes.' },
  }),
  defineRoute({
    operationId: 'unsubscribe',
    tag: 'Alerts',
    method: 'POST',
    path: '/api/v1/unsubscribe/:token',
    summary: 'One-click unsubscription by a mail program',
    description: 'RFC 8058: `List-Unsubscribe=One-Click` as a form; what is in the body does not matter.',
    auth: 'public',
    params,
    success: { status: 200, description: 'Unsubscribed.', schema: MailLink },
    problems: ['link_expired'],
  }),
] as const;
