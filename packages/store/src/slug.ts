const MAX_LENGTH = 40;

/** A name in lowercase ASCII letters, digits and single dashes, such as `my-shop`; `fallback` where nothing is left of it. */
export function slugify(name: string, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    // By way of capitals, which turn ß into two letters.
    .toUpperCase()
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  return slug || fallback;
}

/** The slug itself, then with 2, 3 and so on behind it. */
export function* slugCandidates(slug: string): Generator<string> {
  yield slug;
  for (let number = 2; ; number++) yield `${slug}-${number}`;
}
