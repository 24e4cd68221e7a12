import { MOST_SAVED_VIEWS } from '@railguard/protocol/saved-view';
import { Type } from 'typebox';
import { oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { issueSearch } from './issue-search.ts';
import { ISSUE_SORTS } from './issues.ts';

const fields = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  query: issueSearch,
  sort: oneOf(ISSUE_SORTS),
};

const SavedView = Type.Object(
  {
    id: Uuid,
    ...fields,
    is_shared: Type.Boolean({ description: 'Everybody in the organisation has it; else you alone.' }),
    is_default: Type.Boolean({ description: 'What your list of issues opens with.' }),
    can_edit: Type.Boolean({ description: 'Yours, or shared and you made it or are an admin.' }),
    created_at: Timestamp,
  },
  { $id: 'SavedView' },
);

const position = Type.Integer({
  minimum: 0,
  maximum: 1_000,
  description: 'Its place among the shared ones, or among your own, from 0 on.',
});

const params = Type.Object({ organization_id: Uuid });
const viewParams = Type.Object({ organization_id: Uuid, view_id: Uuid });

export const savedViewRoutes = [
  defineRoute({
    operationId: 'listSavedViews',
    tag: 'Saved views',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/views',
    summary: 'Searches with a name: the shared ones, then your own',
    auth: 'user',
    role: 'viewer',
    params,
    success: { status: 200, description: 'All of them.', schema: Type.Object({ data: Type.Array(SavedView) }) },
  }),
  defineRoute({
    operationId: 'createSavedView',
    tag: 'Saved views',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/views',
    summary: 'Give a search a name',
    description: `The search is kept as it is written, and read anew each time. Sharing one needs the role member. There are at most ${MOST_SAVED_VIEWS} of each person and ${MOST_SAVED_VIEWS} shared ones.`,
    auth: 'session',
    role: 'viewer',
    params,
    body: Type.Object({
      name: fields.name,
      query: fields.query,
      sort: Type.Optional(fields.sort),
      is_shared: Type.Optional(Type.Boolean()),
      position: Type.Optional(position),
    }),
    success: { status: 201, description: 'The view.', schema: SavedView },
    problems: ['conflict', 'forbidden'],
  }),
  defineRoute({
    operationId: 'updateSavedView',
    tag: 'Saved views',
    method: 'PATCH',
    path: '/api/v1/organizations/:organization_id/views/:view_id',
    summary: 'Rename a view, change its search or its place',
    description: 'One of your own, or a shared one that you made; admins change every shared one.',
    auth: 'session',
    role: 'viewer',
    params: viewParams,
    body: Type.Object(
      {
        name: Type.Optional(fields.name),
        query: Type.Optional(fields.query),
        sort: Type.Optional(fields.sort),
        position: Type.Optional(position),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The view as it is now.', schema: SavedView },
    problems: ['forbidden'],
  }),
  defineRoute({
    operationId: 'deleteSavedView',
    tag: 'Saved views',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/views/:view_id',
    summary: 'Delete a view',
    description: 'As for changing it. No issue is touched.',
    auth: 'session',
    role: 'viewer',
    params: viewParams,
    success: { status: 204, description: 'Deleted.' },
    problems: ['forbidden'],
  }),
  defineRoute({
    operationId: 'setDefaultView',
    tag: 'Saved views',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/views/:view_id/default',
    summary: 'Have your list of issues open with a view',
    description: 'For you alone, also where the view is shared.',
    auth: 'session',
    role: 'viewer',
    params: viewParams,
    success: { status: 204, description: 'It opens with it.' },
  }),
  defineRoute({
    operationId: 'unsetDefaultView',
    tag: 'Saved views',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/views/:view_id/default',
    summary: 'Have your list of issues open with what is unresolved again',
    auth: 'session',
    role: 'viewer',
    params: viewParams,
    success: { status: 204, description: 'It no longer opens with this view.' },
  }),
] as const;
