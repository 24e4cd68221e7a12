const KiB = 1024;
const MiB = 1024 * KiB;

/** Sizes in bytes that the door enforces; documented in `docs/errors.md` and the OpenAPI description. */
export const MAX_EVENT_BYTES = 1 * MiB;
/** A native request, before and after inflation. */
export const MAX_REQUEST_BYTES = 20 * MiB;
export const MAX_EVENTS_PER_REQUEST = 100;
/** An envelope after inflation; attachments make it larger than a native request. */
export const MAX_ENVELOPE_BYTES = 40 * MiB;
/** Items of one envelope; the SDKs send a handful, or a few hundred spans. */
export const MAX_ENVELOPE_ITEMS = 1_000;
export const MAX_ENVELOPE_HEADER_BYTES = 8 * KiB;
