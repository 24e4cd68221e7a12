/** Events of the live stream that are about the stream itself. */
export const STREAM_EVENTS = ['ready', 'reset', 'end'] as const;
