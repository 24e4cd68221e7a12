import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Uuid } from '../primitive.ts';
import { ProjectIds } from '../project-ids.ts';
import { defineRoute } from '../route.ts';
import { issueSearch, SEARCH_DESCRIPTION } from './issue-search.ts';
import { ISSUE_STATUSES } from './issue-workflow.ts';
import { ISSUE_SORTS, Issue } from './issues.ts';

const params = Type.Object({ organization_id: Uuid });

const searched = {
  project_id: Type.Optional(ProjectIds),
  query: Type.Optional(issueSearch),
  status: Type.Optional(oneOf([...ISSUE_STATUSES, 'all'], 'Absent or `all`: every status.')),
  environment: Type.Optional(Type.String({ maxLength: 200, description: 'Seen in this environment.' })),
  release: Type.Optional(Type.String({ maxLength: 250, description: 'Seen in this release.' })),
};

const Facet = Type.Object(
  {
    key: Type.String({ description: 'As it is written in a search.' }),
    values: Type.Array(Type.Object({ value: Type.String(), issue_count: Type.Integer({ minimum: 0 }) })),
    is_sampled: Type.Boolean({ description: 'Only the latest of the matching issues were looked at, 250 of them.' }),
  },
  { $id: 'Facet' },
);

/** How many searches one answer counts: the tabs of a page. */
const MOST_COUNTED = 40;
const text = Type.String({ maxLength: 1_000 });

export const organizationIssueRoutes = [
  defineRoute({
    operationId: 'listOrganizationIssues',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/issues',
    summary: 'Issues of several projects',
    description: SEARCH_DESCRIPTION,
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    query: Type.Object({
      ...searched,
      sort: Type.Optional(
        Type.Enum(ISSUE_SORTS, { type: 'string', default: 'last_seen', description: 'Greatest or latest first.' }),
      ),
      ...pageQuery,
    }),
    success: { status: 200, description: 'A page of issues.', schema: pageOf(Issue) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'getIssueFacets',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/issues/facets',
    summary: 'How matching issues divide',
    description:
      'By state, level, handled, project, assignee, environment, release, browser and operating system: at most ten ' +
      'values of each, the most frequent first. The search is that of the list of issues.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    query: Type.Object(searched),
    success: {
      status: 200,
      description: 'The facets of the search.',
      schema: Type.Object(
        {
          issue_count: Type.Integer({ minimum: 0, description: 'Matching issues, two thousand at most.' }),
          is_capped: Type.Boolean({ description: 'There are more of them, which are in none of the counts.' }),
          facets: Type.Array(Facet),
        },
        { $id: 'IssueFacets' },
      ),
    },
  }),
  defineRoute({
    operationId: 'countIssues',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/issues/counts',
    summary: 'How many issues match each of several searches',
    description: 'For the tabs of a list: nothing is counted beyond a thousand.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    query: Type.Object({
      project_id: searched.project_id,
      query: Type.Union([text, Type.Array(text, { maxItems: MOST_COUNTED })], {
        description: `A search; repeated for several, ${MOST_COUNTED} at most.`,
      }),
    }),
    success: {
      status: 200,
      description: 'The counts, in the order asked for.',
      schema: Type.Object(
        {
          data: Type.Array(
            Type.Object({
              query: Type.String(),
              issue_count: nullable(
                Type.Integer({ minimum: 0, description: 'Null where the search cannot be understood.' }),
              ),
              is_capped: Type.Boolean({ description: 'There are more of them.' }),
            }),
          ),
        },
        { $id: 'IssueCounts' },
      ),
    },
  }),
] as const;
