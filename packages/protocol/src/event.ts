import { type Static, Type } from 'typebox';
import { LEVELS, type Level } from './level.ts';

/**
 * The canonical event: the one shape everything behind the dialects knows, and what the API answers.
 *
 * Two orders differ from Sentry's wire format and are the reason dialects exist: `exceptions` has the thrown one first
 * and then its causes, and `frames` has the crashing frame first and the oldest call last.
 *
 * Every field but `event_id`, `type`, `timestamp`, `level` and `platform` is optional: what a client did not send is
 * absent, never null.
 */

const Text = Type.String();
const Json = Type.Unknown();
const Bag = Type.Record(Type.String(), Json);
const Texts = Type.Record(Type.String(), Type.String());

const LevelSchema = Type.Unsafe<Level>(Type.Union(LEVELS.map((level) => Type.Literal(level))));

const FrameSchema = Type.Partial(
  Type.Object({
    function: Text,
    raw_function: Text,
    module: Text,
    package: Text,
    filename: Text,
    abs_path: Text,
    lineno: Type.Integer(),
    colno: Type.Integer(),
    in_app: Type.Boolean(),
    pre_context: Type.Array(Text),
    context_line: Text,
    post_context: Type.Array(Text),
    vars: Bag,
    source_link: Text,
    platform: Text,
    stack_start: Type.Boolean(),
    instruction_addr: Text,
    symbol_addr: Text,
    image_addr: Text,
    addr_mode: Text,
    trust: Text,
    lock: Json,
    data: Bag,
  }),
);
export type Frame = Static<typeof FrameSchema>;

const MechanismSchema = Type.Partial(
  Type.Object({
    type: Text,
    handled: Type.Boolean(),
    synthetic: Type.Boolean(),
    description: Text,
    help_link: Text,
    data: Bag,
    meta: Bag,
    exception_id: Type.Integer(),
    parent_id: Type.Integer(),
    is_exception_group: Type.Boolean(),
    source: Text,
  }),
);
export type Mechanism = Static<typeof MechanismSchema>;

const ExceptionSchema = Type.Partial(
  Type.Object({
    type: Text,
    value: Text,
    module: Text,
    thread_id: Text,
    mechanism: MechanismSchema,
    frames: Type.Array(FrameSchema),
    /** The frames before symbolication, where the client sent both. */
    raw_frames: Type.Array(FrameSchema),
    registers: Texts,
  }),
);
export type Exception = Static<typeof ExceptionSchema>;

const ThreadSchema = Type.Partial(
  Type.Object({
    id: Text,
    name: Text,
    crashed: Type.Boolean(),
    current: Type.Boolean(),
    main: Type.Boolean(),
    state: Text,
    held_locks: Json,
    frames: Type.Array(FrameSchema),
    registers: Texts,
  }),
);
export type Thread = Static<typeof ThreadSchema>;

const BreadcrumbSchema = Type.Partial(
  Type.Object({
    timestamp: Text,
    type: Text,
    category: Text,
    message: Text,
    level: LevelSchema,
    data: Json,
    event_id: Text,
  }),
);
export type Breadcrumb = Static<typeof BreadcrumbSchema>;

const UserSchema = Type.Partial(
  Type.Object({
    id: Text,
    email: Text,
    username: Text,
    name: Text,
    ip_address: Text,
    segment: Text,
    geo: Bag,
    data: Bag,
  }),
);
export type User = Static<typeof UserSchema>;

const RequestSchema = Type.Partial(
  Type.Object({
    method: Text,
    url: Text,
    query_string: Json,
    fragment: Text,
    headers: Texts,
    cookies: Json,
    data: Json,
    env: Bag,
    api_target: Text,
    body_size: Type.Number(),
    protocol: Text,
    inferred_content_type: Text,
  }),
);
export type Request = Static<typeof RequestSchema>;

const SdkSchema = Type.Partial(
  Type.Object({
    name: Text,
    version: Text,
    integrations: Type.Array(Text),
    features: Type.Array(Text),
    packages: Type.Array(Type.Object({ name: Text, version: Text })),
    settings: Bag,
  }),
);

/**
 * What normalisation changed and why, kept with the event so that nobody wonders where a field went.
 * `path` is a JSON Pointer into the event as it was sent; `value` is a bounded copy of what was dropped.
 */
const ProcessingErrorSchema = Type.Object({
  path: Text,
  reason: Type.Union(
    [
      'wrong_type',
      'invalid_value',
      'too_long',
      'too_many',
      'too_deep',
      'repaired_text',
      'future_timestamp',
      'past_timestamp',
      'clock_drift',
    ].map((reason) => Type.Literal(reason)),
  ),
  value: Type.Optional(Json),
});
export type ProcessingError = {
  path: string;
  reason:
    | 'wrong_type'
    | 'invalid_value'
    | 'too_long'
    | 'too_many'
    | 'too_deep'
    | 'repaired_text'
    | 'future_timestamp'
    | 'past_timestamp'
    | 'clock_drift';
  value?: unknown;
};

export const EventSchema = Type.Object(
  {
    /** 32 lowercase hex digits, no dashes. */
    event_id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    type: Type.Union([Type.Literal('error'), Type.Literal('transaction')]),
    /** When it happened, ISO 8601 in UTC with milliseconds; equals the time of receipt where the client's was unusable. */
    timestamp: Type.String({ format: 'date-time' }),
    level: LevelSchema,
    platform: Text,
    message: Type.Optional(Text),
    /** The message before its parameters were filled in; grouping prefers it. */
    message_template: Type.Optional(Text),
    message_params: Type.Optional(Json),
    logger: Type.Optional(Text),
    transaction: Type.Optional(Text),
    transaction_info: Type.Optional(Bag),
    culprit: Type.Optional(Text),
    environment: Type.Optional(Text),
    release: Type.Optional(Text),
    dist: Type.Optional(Text),
    server_name: Type.Optional(Text),
    exceptions: Type.Optional(Type.Array(ExceptionSchema)),
    threads: Type.Optional(Type.Array(ThreadSchema)),
    user: Type.Optional(UserSchema),
    request: Type.Optional(RequestSchema),
    tags: Type.Optional(Texts),
    contexts: Type.Optional(Type.Record(Type.String(), Bag)),
    extra: Type.Optional(Bag),
    modules: Type.Optional(Texts),
    breadcrumbs: Type.Optional(Type.Array(BreadcrumbSchema)),
    fingerprint: Type.Optional(Type.Array(Text)),
    sdk: Type.Optional(SdkSchema),
    debug_meta: Type.Optional(Bag),
    template: Type.Optional(Bag),
    /** Processing errors the SDK itself reported. */
    errors: Type.Optional(Type.Array(Json)),
    /** Top-level fields nobody knows, kept as they came (scrubbed like everything else). */
    unknown: Type.Optional(Bag),
    processing_errors: Type.Optional(Type.Array(ProcessingErrorSchema)),
  },
  { $id: 'Event' },
);

export interface Event {
  event_id: string;
  type: 'error' | 'transaction';
  timestamp: string;
  level: Level;
  platform: string;
  message?: string;
  message_template?: string;
  message_params?: unknown;
  logger?: string;
  transaction?: string;
  transaction_info?: Record<string, unknown>;
  culprit?: string;
  environment?: string;
  release?: string;
  dist?: string;
  server_name?: string;
  exceptions?: Exception[];
  threads?: Thread[];
  user?: User;
  request?: Request;
  tags?: Record<string, string>;
  contexts?: Record<string, Record<string, unknown>>;
  extra?: Record<string, unknown>;
  modules?: Record<string, string>;
  breadcrumbs?: Breadcrumb[];
  fingerprint?: string[];
  sdk?: Static<typeof SdkSchema>;
  debug_meta?: Record<string, unknown>;
  template?: Record<string, unknown>;
  errors?: unknown[];
  unknown?: Record<string, unknown>;
  processing_errors?: ProcessingError[];
}
