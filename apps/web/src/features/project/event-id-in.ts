const ID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/i;

/** The event id in what somebody pasted, such as a line of a log: 32 hex digits, with or without dashes. */
export function eventIdIn(text: string): string | undefined {
  return ID.exec(text)?.[0].replaceAll('-', '').toLowerCase();
}
