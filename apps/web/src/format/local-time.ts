/** `2026-11-26T12:05` in the viewer's own zone: what `<input type="datetime-local">` understands. */
export function localTime(time: Date): string {
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}
