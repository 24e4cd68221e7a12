/** Of the viewer's own clock, as Europe/Berlin. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * All that the browser knows, by name. Some of them leave out UTC, and some know the viewer's own, or the one that was
 * `chosen`, by another name.
 */
export function timeZones(chosen: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownTimeZone(), chosen])].toSorted();
}
