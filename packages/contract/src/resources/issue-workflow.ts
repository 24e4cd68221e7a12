import { Type } from 'typebox';
import { nullable, oneOf, Uuid } from '../primitive.ts';

export const ISSUE_STATUSES = ['unresolved', 'resolved', 'ignored'] as const;

const Release = Type.String({ minLength: 1, maxLength: 250, pattern: '\\S' });
const InRelease = Type.Object({ in_release: Release });

/** In what an issue is resolved. */
export const Resolution = Type.Union([oneOf(['now', 'next_release']), InRelease], {
  $id: 'Resolution',
  description:
    'Which events mean a regression. `now`: any that is received later. `in_release`: those of that release or a later one, by version where both are versions of one package (`shop@1.4.2`), else by when the project first saw them. `next_release`: those of releases first seen after the issue was resolved. An event without a release counts as with `now`.',
});

/** For how long an issue is ignored: one of them. */
export const Ignore = Type.Object(
  {
    until: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Unresolved again once that has passed; the first event received after that is told of.',
      }),
    ),
    for_events: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Unresolved with so many more events.' }),
    ),
    within_minutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 43_200,
        description: 'With `for_events`: they have to come within such a window, which begins with an event.',
      }),
    ),
    for_users: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Unresolved with so many more users.' }),
    ),
    forever: Type.Optional(Type.Literal(true)),
  },
  { $id: 'Ignore', minProperties: 1 },
);

/** What can be changed about an issue, or about many. */
export const issueChange = {
  status: Type.Optional(oneOf(ISSUE_STATUSES)),
  resolution: Type.Optional(Resolution),
  ignore: Type.Optional(Ignore),
  regressed_at: Type.Optional(
    nullable(
      Type.String({
        format: 'date-time',
        description:
          'With the status `unresolved`: since when it counts as regressed, null for not. For taking back that it was resolved.',
      }),
    ),
  ),
  assignee_id: Type.Optional(
    nullable(
      Type.String({
        format: 'uuid',
        description: 'A member of the organisation, who takes the place of a team; null for nobody.',
      }),
    ),
  ),
  team_id: Type.Optional(
    nullable(
      Type.String({
        format: 'uuid',
        description: 'A team of the organisation, which takes the place of a person; null for none.',
      }),
    ),
  ),
};

export const workflowFields = {
  resolution: nullable(Resolution),
  ignore: nullable(Ignore),
};

export const AssignedTeam = Type.Object({ id: Uuid, name: Type.String() });

export const IssueReference = Type.Object({ id: Uuid, short_id: Type.String() });
