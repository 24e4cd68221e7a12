/** What was written one to a line, without what is empty or there twice. */
export function linesOf(text: FormDataEntryValue | null): string[] {
  const lines = String(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return [...new Set(lines)];
}
