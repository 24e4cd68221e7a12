import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Key = Type.String({ minLength: 1, maxLength: 200 });

const counted = {
  event_count: Type.Integer({ minimum: 0 }),
  last_seen: Timestamp,
};
const value = { value: Type.String(), ...counted };
const key = {
  key: Type.String({ description: 'As it is written in a search.' }),
  value_count: Type.Integer({ minimum: 0, description: 'Different values that are kept.' }),
  has_more_values: Type.Boolean({ description: 'There were more values; what is not kept is counted under none.' }),
  ...counted,
};

export const Tag = Type.Object(key, { $id: 'Tag' });
export const TagValue = Type.Object(value, { $id: 'TagValue' });
export const ProjectTagValue = Type.Object(
  { ...value, issue_count: Type.Integer({ minimum: 0 }) },
  { $id: 'ProjectTagValue' },
);
export const IssueTag = Type.Object(
  {
    ...key,
    is_unique: Type.Boolean({
      description: 'Each value was seen once, such as an id of requests: there is no sense in listing them.',
    }),
    top_values: Type.Array(TagValue, { maxItems: 10, description: 'The most frequent; empty where `is_unique`.' }),
  },
  { $id: 'IssueTag' },
);

const valuesQuery = Type.Object({
  prefix: Type.Optional(Type.String({ maxLength: 200, description: 'What the values begin with; case is ignored.' })),
  ...pageQuery,
});

export const tagRoutes = [
  defineRoute({
    operationId: 'listProjectTags',
    tag: 'Tags',
    method: 'GET',
    path: '/api/v1/projects/:project_id/tags',
    summary: 'Keys of the tags that events of a project had',
    description: 'In the order of the alphabet. New tags are counted within seconds.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ project_id: Uuid }),
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of keys.', schema: pageOf(Tag) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'listProjectTagValues',
    tag: 'Tags',
    method: 'GET',
    path: '/api/v1/projects/:project_id/tags/:key/values',
    summary: 'Values of a tag in a project',
    description: 'The most frequent first; two thousand of each key are kept.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ project_id: Uuid, key: Key }),
    query: valuesQuery,
    success: { status: 200, description: 'A page of values.', schema: pageOf(ProjectTagValue) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'listIssueTags',
    tag: 'Tags',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/tags',
    summary: 'Tags that events of an issue had',
    description: 'Every key, a hundred at most, with its ten most frequent values. The key of most events comes first.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ issue_id: Uuid }),
    success: { status: 200, description: 'All keys.', schema: Type.Object({ data: Type.Array(IssueTag) }) },
  }),
  defineRoute({
    operationId: 'listIssueTagValues',
    tag: 'Tags',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/tags/:key/values',
    summary: 'Values of a tag in an issue',
    description: 'The most frequent first; two hundred of each key are kept.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ issue_id: Uuid, key: Key }),
    query: valuesQuery,
    success: { status: 200, description: 'A page of values.', schema: pageOf(TagValue) },
    problems: ['invalid_cursor'],
  }),
] as const;
