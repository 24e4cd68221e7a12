const LONGEST_CYCLE = 5;

/** `a b b b c a b a b d` → `a b c a b d`: how deep a recursion went says nothing about what went wrong. */
export function collapseRepeats(values: string[]): string[] {
  const kept: string[] = [];
  for (const value of values) {
    kept.push(value);
    const cycle = repeatedCycle(kept);
    if (cycle > 0) kept.length -= cycle;
  }
  return kept;
}

/** The length of a cycle that the list ends with twice, or 0. */
function repeatedCycle(values: string[]): number {
  for (let cycle = 1; cycle <= LONGEST_CYCLE && cycle * 2 <= values.length; cycle++) {
    const last = values.length - 1;
    let same = 0;
    while (same < cycle && values[last - same] === values[last - cycle - same]) same++;
    if (same === cycle) return cycle;
  }
  return 0;
}
