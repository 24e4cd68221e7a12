import type { ProblemCode } from './problem.ts';

/** What whoever meets a problem can do about it, in Markdown; `docs/errors.md` is made of it. A code without advice does not compile. */
export const ADVICE: Record<ProblemCode, string> = {
  invalid_project_id:
    "Use the project's UUID in `/api/v1/events/<id>`: it is the last part of its `dsn`. The number in `sentry_dsn` works on Sentry's endpoints only.",
  invalid_json: 'Check that the body is complete and that its encoding is UTF-8. Nothing of it was taken.',
  invalid_envelope:
    'The first line of an envelope has to be a JSON object. Most often a proxy changed the body, or the address belongs to the other protocol.',
  invalid_encoding:
    'Send the body as `Content-Encoding` says, or leave the header out. A proxy that inflates bodies has to remove the header.',
  invalid_key:
    'Copy the DSN from the project once more. A missing key, an unknown one, a revoked one and one of another project are answered alike on purpose.',
  origin_not_allowed:
    "Add the page's origin to the project's `allowed_origins`, or empty the list to allow every origin.",
  payload_too_large:
    'Send smaller events, or fewer at once: 1 MiB an event and 20 MiB a request after inflation, 40 MiB an envelope. An envelope that names its key nowhere but inside may have 2 MiB as it is sent and 4 MiB after inflation. Requests to the control API hold up to 1 MiB.',
  unsupported_encoding:
    'Compress with gzip, deflate, br or zstd (the control API takes gzip, deflate and br), or not at all.',
  rate_limited:
    "Wait for the seconds in `Retry-After`. For events: raise the key's `rate_limit_per_minute`, or its `quota_per_day` where the wait lasts to midnight UTC, if the traffic is meant. For sign-in: each further wrong password doubles the wait. For searches, statistics and exports: ask for less at once, or for less time; what counts is how long they took. For streams: close those that nobody reads.",
  queue_unavailable:
    'Send the same request again after `Retry-After`; with the same `event_id` it is never counted twice. If it lasts, look at `/readyz`.',
  invalid_reset_token: 'Ask for a new link. Each is good for an hour and for one use.',
  invalid_request:
    '`errors` lists each wrong field: `pointer` is a JSON Pointer into the body, or `?name` for a query parameter.',
  invalid_cursor: 'Start again at the first page. Use a cursor only on the list and the sort that gave it out.',
  invalid_credentials:
    'Check the address and the password. The answer is the same, and takes as long, whether or not the account exists.',
  unauthenticated:
    'Send `Authorization: Bearer <access token>`. Access tokens last 15 minutes: get a new one from `POST /api/v1/auth/refresh`.',
  second_factor_required:
    'The password was right. Send the same request with `code`: six digits of the authenticator, or a recovery code.',
  invalid_code:
    "Wait for the next code: each is good once, and for about half a minute. If none is ever right, set the device's clock, or use a recovery code.",
  invalid_refresh_token:
    'Sign in again. A refresh token is good for one use; using it a second time ends the whole session, because somebody may have copied it.',
  session_required: 'Sign in with e-mail and password; API tokens cannot manage accounts and tokens.',
  forbidden:
    'Ask an owner or admin of the organisation for a role that may do this: owners and admins manage projects and keys, members change issues, viewers read. Sign-in by cookie also has to come from a page of the installation itself.',
  setup_closed:
    'The link works once, and each start of the server prints a new one until an owner exists. If one does, sign in instead.',
  not_found: 'Check the address. Things of organisations you do not belong to are answered as if they did not exist.',
  link_expired: 'Open the dashboard and do it there. Links that resolve or ignore are good for a week.',
  method_not_allowed: '`Allow` lists the methods this address takes.',
  conflict: 'Choose another value for the field that `errors` names.',
  unsupported_media_type: 'Send `Content-Type: application/json`.',
  internal: 'Look for `request_id` in the log of the server, and report what you find there.',
  unavailable: 'Try again after `Retry-After`; `/readyz` says which part is down.',
};
