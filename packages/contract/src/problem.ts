/**
 * The error catalogue: every mistake a client can make, with its status and a sentence for people.
 * `docs/errors.md` is generated from it and a test holds the two equal. Answered as RFC 9457 problem+json.
 */
export const PROBLEMS = {
  // ingestion
  invalid_project_id: { status: 400, title: 'The project id in the address is not a UUID.' },
  invalid_json: { status: 400, title: 'The body is not valid JSON.' },
  invalid_envelope: { status: 400, title: 'The body is not a Sentry envelope.' },
  invalid_encoding: { status: 400, title: 'The body is not what its Content-Encoding header says.' },
  invalid_key: { status: 401, title: 'The key is missing, unknown, revoked or of another project.' },
  origin_not_allowed: { status: 403, title: 'The project does not accept events from this origin.' },
  payload_too_large: { status: 413, title: 'The body or an event in it is too large.' },
  unsupported_encoding: { status: 415, title: 'The Content-Encoding is none of gzip, deflate, br, zstd and identity.' },
  rate_limited: { status: 429, title: 'Too many requests; come back after the time in Retry-After.' },
  queue_unavailable: {
    status: 503,
    title: 'Events cannot be taken safely right now; come back after the time in Retry-After.',
  },
  // control plane
  invalid_reset_token: { status: 400, title: 'The link is wrong, was used already, or has expired.' },
  invalid_request: { status: 400, title: 'Something in the request is wrong; `errors` says what and where.' },
  invalid_cursor: { status: 400, title: 'The cursor is not one this list gave out.' },
  invalid_credentials: { status: 401, title: 'The e-mail address or the password is wrong.' },
  unauthenticated: { status: 401, title: 'Sign in first: the access token is missing, wrong or expired.' },
  second_factor_required: { status: 401, title: 'This account needs a code of its second factor as well.' },
  invalid_code: { status: 401, title: 'The code is wrong, or was used already.' },
  invalid_refresh_token: { status: 401, title: 'The session has ended; sign in again.' },
  session_required: { status: 403, title: 'This needs somebody who signed in; an API token will not do.' },
  forbidden: { status: 403, title: 'Your role does not allow this.' },
  setup_closed: { status: 403, title: 'The set-up link is wrong, or an owner account exists already.' },
  not_found: { status: 404, title: 'There is no such thing here, or it is not yours to see.' },
  link_expired: { status: 410, title: 'The link is wrong, or has expired.' },
  method_not_allowed: { status: 405, title: 'This address does not take that method.' },
  conflict: { status: 409, title: 'That would clash with something that exists.' },
  unsupported_media_type: { status: 415, title: 'Send JSON, as application/json.' },
  internal: { status: 500, title: 'Something went wrong on our side; the request id finds it in the log.' },
  unavailable: { status: 503, title: 'A part this needs is not available right now.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A mistake in one field; `pointer` is a JSON Pointer into the body, or `?name` for a query parameter. */
export interface FieldError {
  pointer: string;
  detail: string;
  /** Where in the value it begins, counted from 0 in UTF-16 units, and how far it goes. */
  position?: number;
  length?: number;
  /** What was probably meant there. */
  suggestion?: string;
}

/** The body of every error answer. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  errors?: FieldError[];
  request_id?: string;
}

/** Thrown for a person's or a client's mistake and answered as problem+json; anything else thrown is a fault of ours. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  /** Sent as `Retry-After`, in whole seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail?: string, options: { errors?: FieldError[]; retryAfterSeconds?: number } = {}) {
    super(detail ?? PROBLEMS[code].title);
    this.code = code;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  toProblem(requestId?: string): Problem {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `urn:railguard:problem:${this.code}`,
      title,
      status,
      code: this.code,
      ...(this.message === title ? {} : { detail: this.message }),
      ...(this.errors ? { errors: this.errors } : {}),
      ...(requestId ? { request_id: requestId } : {}),
    };
  }
}
