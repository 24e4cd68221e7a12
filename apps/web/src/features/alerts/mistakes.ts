import { ApiError } from '@railguard/client/api-error';

/** What the server said that no input shows: of an entry as a whole, or of a part of it that is chosen by adding it. */
export function restUnder(error: Error | null, pointer: string, shown: readonly string[]): string | undefined {
  const rest = mistakesOf(error)
    .filter((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`))
    .filter((each) => !shown.some((field) => isAt(each.pointer, `${pointer}/${field}`)));
  return rest[0]?.detail;
}

/** What it said of none of these parts, such as of the rule as a whole. */
export function restBeside(error: Error | null, parts: readonly string[]): string | undefined {
  return mistakesOf(error).find(({ pointer }) => !parts.some((part) => isAt(pointer, part)))?.detail;
}

/** Whether it is about what was written, and not about the server or the way there. */
export function isAboutFields(error: Error | null): boolean {
  return mistakesOf(error).length > 0;
}

function mistakesOf(error: Error | null) {
  return (error instanceof ApiError && error.problem.errors) || [];
}

function isAt(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}
