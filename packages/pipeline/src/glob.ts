/**
 * Compiles a pattern of a project's settings, in which `*` stands for any run of characters and everything else for
 * itself, whatever its letter case. Made of plain searches, so that no pattern can take long: its time grows with the
 * length of the text and the number of stars.
 */
export function compileGlob(pattern: string): (text: string) => boolean {
  const fits = compileLower(pattern);
  return (text) => fits(text.toLowerCase());
}

/** Whether any of the patterns fits; undefined where there is none, so that nothing has to be asked. */
export function compileGlobs(patterns: string[]): ((text: string) => boolean) | undefined {
  if (patterns.length === 0) return undefined;
  const globs = patterns.map(compileLower);
  return (text) => {
    const lower = text.toLowerCase();
    return globs.some((fits) => fits(lower));
  };
}

function compileLower(pattern: string): (lower: string) => boolean {
  const [start = '', ...rest] = pattern.toLowerCase().split('*');
  const end = rest.pop();
  if (end === undefined) return (lower) => lower === start;
  return (lower) => {
    if (!lower.startsWith(start) || !lower.endsWith(end)) return false;
    let from = start.length;
    for (const part of rest) {
      const found = lower.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return from <= lower.length - end.length;
  };
}
