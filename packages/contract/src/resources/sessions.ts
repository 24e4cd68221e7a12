import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const SignedInSession = Type.Object(
  {
    id: Uuid,
    is_current: Type.Boolean({ description: 'Whether this request was made by it.' }),
    created_at: Timestamp,
    last_used_at: Type.String({ format: 'date-time', description: 'Right to a quarter of an hour.' }),
    expires_at: Type.String({ format: 'date-time', description: 'Where it is not used again.' }),
    user_agent: Type.String({ description: 'What the client says of itself.' }),
    address: nullable(Type.String({ description: 'Where the client was when last it renewed its tokens.' })),
  },
  { $id: 'SignedInSession' },
);

export const sessionRoutes = [
  defineRoute({
    operationId: 'listMySessions',
    tag: 'Account',
    method: 'GET',
    path: '/api/v1/me/sessions',
    summary: 'Where one is signed in, the newest sign-in first',
    auth: 'session',
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of sessions.', schema: pageOf(SignedInSession) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'endMySession',
    tag: 'Account',
    method: 'DELETE',
    path: '/api/v1/me/sessions/:session_id',
    summary: 'Sign out elsewhere',
    description: 'Its tokens are refused from now on.',
    auth: 'session',
    params: Type.Object({ session_id: Uuid }),
    success: { status: 204, description: 'Ended.' },
  }),
  defineRoute({
    operationId: 'endMyOtherSessions',
    tag: 'Account',
    method: 'DELETE',
    path: '/api/v1/me/sessions',
    summary: 'Sign out everywhere else',
    auth: 'session',
    success: { status: 204, description: 'This session is the only one.' },
  }),
] as const;
