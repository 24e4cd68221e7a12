/**
 * Of `candidates` the one that somebody most likely meant by `word`: a third of its letters may be wrong, or it is
 * only begun. undefined where none comes near. Upper and lower case are one.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const found = candidate.toLowerCase();
    if (Math.abs(found.length - wanted.length) >= least && !found.startsWith(wanted)) continue;
    const far = wanted.length > 2 && found.startsWith(wanted) ? 1 : distance(wanted, found);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/**
 * How many letters to insert, delete, replace or swap with their neighbour (Damerau-Levenshtein distance in its
 * restricted form: no piece is edited twice).
 */
export function distance(from: string, to: string): number {
  let [before, row] = [[] as number[], Array.from({ length: to.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}
