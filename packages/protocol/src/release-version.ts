interface ReleaseVersion {
  /** What stands before the `@`; empty where there is none. */
  package: string;
  /** Two to four numbers, filled up with zeros. */
  numbers: number[];
  /** Dot-separated, as SemVer has them; empty for a release proper. */
  prerelease: string[];
  build: string;
}

const RELEASE =
  /^(?:(?<package>[^@]*)@)?v?(?<numbers>\d{1,9}(?:\.\d{1,9}){1,3})(?:-(?<prerelease>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+(?<build>[0-9A-Za-z.-]+))?$/;
const LONGEST = 4;

/**
 * Which of two releases is later: negative where `a` is the earlier one, undefined where their names do not tell.
 *
 * Names of the form `package@1.4.2-rc.1+build` (develop.sentry.dev, "Releases": the package is optional) compare by
 * SemVer 2.0.0 § 11 within one package. SemVer ignores builds; here numeric ones count, as they do for mobile apps,
 * and others leave the question open.
 */
export function compareReleases(a: string, b: string): number | undefined {
  if (a === b) return 0;
  const [left, right] = [parse(a), parse(b)];
  if (!left || !right || left.package !== right.package) return undefined;
  for (const [place, number] of left.numbers.entries()) {
    if (number !== right.numbers[place]) return number - right.numbers[place]!;
  }
  return comparePrereleases(left.prerelease, right.prerelease) || compareBuilds(left.build, right.build);
}

function parse(release: string): ReleaseVersion | undefined {
  const parts = RELEASE.exec(release)?.groups;
  if (!parts) return undefined;
  const numbers = parts.numbers!.split('.').map(Number);
  return {
    package: parts.package ?? '',
    numbers: [...numbers, ...new Array<number>(LONGEST - numbers.length).fill(0)],
    prerelease: parts.prerelease?.split('.') ?? [],
    build: parts.build ?? '',
  };
}

const NUMERIC = /^\d{1,15}$/;

function comparePrereleases(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (const [place, left] of a.entries()) {
    const right = b[place];
    if (right === undefined) return 1;
    if (left === right) continue;
    const numeric = [NUMERIC.test(left), NUMERIC.test(right)];
    if (numeric[0] && numeric[1] && Number(left) !== Number(right)) return Number(left) - Number(right);
    if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

function compareBuilds(a: string, b: string): number | undefined {
  if (a === b) return 0;
  return NUMERIC.test(a) && NUMERIC.test(b) ? Number(a) - Number(b) : undefined;
}
