/** With what else the cookie holds, it stays below half of the 4 KiB that proxies have for all headers of an answer. */
const LONGEST = 1_000;

/**
 * The whole address of a page of this installation, made of a path that anybody may have written; of the first page where
 * it leads elsewhere. Read as browsers do, to whom `//evil.example`, `/\evil.example` and `/<tab>/evil.example` are other
 * sites; whole, because a path may become one of these only by being read: `/.//evil.example`.
 *
 * @param publicUrl base URL of the installation without a trailing slash
 */
export function returnAddress(path: string | undefined, publicUrl: string): string {
  const home = new URL(`${publicUrl}/`);
  const url = path?.startsWith('/') ? URL.parse(path, home) : null;
  return url && url.origin === home.origin && !url.username && url.href.length <= LONGEST ? url.href : home.href;
}
