/** Of the viewer's own clock, as Europe/Berlin; UTC where the browser does not know it. */
export function ownTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'Etc/Unknown' ? 'UTC' : timeZone;
}

/**
 * All that the browser knows, by name. Some of them leave out UTC, and some know the viewer's own, or the one that was
 * `chosen`, by another name.
 */
export function timeZones(chosen: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownTimeZone(), chosen])].toSorted();
}
