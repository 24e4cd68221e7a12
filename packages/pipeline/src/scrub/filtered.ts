/** What stands in place of what was scrubbed. SDKs write the same, so scrubbing twice changes nothing. */
export const FILTERED = '[Filtered]';
