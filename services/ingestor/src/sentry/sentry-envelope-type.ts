/** The one content type that means something at the door: an envelope, also where an event is expected. */
export const SENTRY_ENVELOPE = 'application/x-sentry-envelope';
