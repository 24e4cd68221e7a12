import { FINGERPRINT_MATCHERS, type FingerprintMatcher } from '@railguard/protocol/project-settings';
import { type TOptional, type TString, Type } from 'typebox';
import { nullable, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { AllowedOrigins } from './projects.ts';

const MAX_DAYS = 3_650;

/** `*` is any run of characters, and everything else stands for itself: there is no pattern that takes long. */
const Pattern = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  description: '`*` stands for any run of characters; letter case does not matter.',
});

const patterns = (maxItems: number, description: string) => Type.Array(Pattern, { maxItems, description });

const Retention = nullable(
  Type.Integer({
    minimum: 1,
    maximum: MAX_DAYS,
    description: 'Days that events are kept, never more than the installation keeps them; null: as long as that.',
  }),
);

const scrub = {
  extra_keys: patterns(
    100,
    'Fields of these names are hidden, on top of the defaults, in every spelling: `accountNumber` is `account_number`.',
  ),
  safe_keys: Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^*]*[^*\\s][^*]*$' }), {
    maxItems: 100,
    description:
      'Names, no patterns. Texts and numbers in fields of these names are left as they are, whatever else fits.',
  }),
  scrub_ip_addresses: Type.Boolean({
    description: "Takes the user's address out of events, and hides fields that are called as addresses are.",
  }),
};

/** Names that are none of them are refused: a rule without the matcher that was meant would fit too much. */
const FingerprintRule = Type.Object(
  {
    matchers: Type.Object(
      Object.fromEntries(FINGERPRINT_MATCHERS.map((name) => [name, Type.Optional(Pattern)])) as Record<
        FingerprintMatcher,
        TOptional<TString>
      >,
      {
        minProperties: 1,
        propertyNames: { enum: [...FINGERPRINT_MATCHERS] },
        description:
          'All of them must fit; `type` and `value` one exception, `path`, `module` and `function` one frame.',
      },
    ),
    fingerprint: Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), {
      minItems: 1,
      maxItems: 10,
      description:
        'In place of the one the SDK sent. `{{ default }}` and variables such as `{{ type }}` are filled in.',
    }),
  },
  { $id: 'FingerprintRule' },
);

const grouping = {
  algorithm: Type.Enum(['v1'], { type: 'string' }),
  in_app_include: patterns(
    50,
    "Modules, packages and paths of the application's own frames; wins over `in_app_exclude`.",
  ),
  in_app_exclude: patterns(50, 'Modules, packages and paths of frames that are not, whatever the SDK says.'),
  fingerprint_rules: Type.Array(FingerprintRule, {
    maxItems: 50,
    description: 'The first that fits an event decides.',
  }),
};

const filters = {
  messages: patterns(100, 'Messages, and exceptions as `Type: value`.'),
  releases: patterns(100, 'Releases.'),
  localhost: Type.Boolean({ description: 'Events of pages and servers at localhost.' }),
  legacy_browsers: Type.Boolean({ description: 'Events of browsers that nobody maintains any more.' }),
  web_crawlers: Type.Boolean({ description: 'Events of search engines and other machines that read pages.' }),
  browser_extensions: Type.Boolean({ description: 'Errors inside extensions of browsers.' }),
};

const alerts = {
  mails_per_hour: Type.Integer({
    minimum: 1,
    maximum: 1_000,
    description: 'How many alert mails a person gets within an hour; what is more is folded into one.',
  }),
  include_details: Type.Boolean({
    description: 'false: mails say that there is something and where, and nothing of what events hold.',
  }),
};

export const ProjectSettings = Type.Object(
  {
    allowed_origins: Type.Array(Type.String()),
    retention_days: Retention,
    installation_retention_days: Type.Integer({ description: 'The most that `retention_days` may be.' }),
    scrub: Type.Object(scrub, { $id: 'ScrubSettings' }),
    grouping: Type.Object(grouping, { $id: 'GroupingSettings' }),
    filters: Type.Object(filters, {
      $id: 'FilterSettings',
      description: 'Such events end as `filtered`, each for a reason of its own.',
    }),
    alerts: Type.Object(alerts, { $id: 'AlertSettings' }),
  },
  { $id: 'ProjectSettings' },
);

const path = '/api/v1/projects/:project_id/settings';
const params = Type.Object({ project_id: Uuid });

export const projectSettingsRoutes = [
  defineRoute({
    operationId: 'getProjectSettings',
    tag: 'Projects',
    method: 'GET',
    path,
    summary: 'What a project has set about its events',
    auth: 'user',
    role: 'viewer',
    params,
    success: { status: 200, description: 'The settings.', schema: ProjectSettings },
  }),
  defineRoute({
    operationId: 'updateProjectSettings',
    tag: 'Projects',
    method: 'PATCH',
    path,
    summary: 'Change what a project has set about its events',
    description:
      'What is absent stays, also inside `scrub`, `grouping`, `filters` and `alerts`; a list is replaced whole. ' +
      'Counts for events that are processed from now on, within a moment and without a restart.',
    auth: 'user',
    role: 'admin',
    params,
    body: Type.Object(
      {
        allowed_origins: Type.Optional(AllowedOrigins),
        retention_days: Type.Optional(Retention),
        scrub: Type.Optional(Type.Partial(Type.Object(scrub))),
        grouping: Type.Optional(Type.Partial(Type.Object(grouping))),
        filters: Type.Optional(Type.Partial(Type.Object(filters))),
        alerts: Type.Optional(Type.Partial(Type.Object(alerts))),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The settings as they are now.', schema: ProjectSettings },
  }),
] as const;
