interface Cookie {
  origin: string;
  path: string;
  name: string;
  value: string;
}

export interface Browser {
  /** Opens an address and follows every redirect, as long as `until` does not say that the next one is enough. */
  open(address: string, until?: (address: string) => boolean): Promise<Visit>;
  cookies: Cookie[];
}

export interface Visit {
  /** Where it ended: the address that was answered with no redirect, or the one that was enough. */
  address: string;
  /** Absent where the address was not opened. */
  response?: Response;
}

/**
 * What of a browser matters to sign-in by redirects: one that follows them and keeps cookies, by origin and path.
 * @param hosts where an origin is really served, by the origin that it is known as
 */
export function createBrowser(hosts: Record<string, string> = {}): Browser {
  const cookies: Cookie[] = [];

  function keep(url: URL, header: string): void {
    const [pair = '', ...attributes] = header.split(/; */);
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const of = (key: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const cookie = { origin: url.origin, path: of('path') ?? '/', name, value };
    const index = cookies.findIndex(
      (one) => one.origin === cookie.origin && one.path === cookie.path && one.name === name,
    );
    if (index >= 0) cookies.splice(index, 1);
    const isGone = of('max-age') === '0' || new Date(of('expires') ?? '9999-01-01') < new Date();
    if (!isGone) cookies.push(cookie);
  }

  return {
    cookies,
    async open(address, until = () => false) {
      let next = address;
      for (let hops = 0; hops < 20; hops++) {
        if (until(next)) return { address: next };
        const url = new URL(next);
        const sent = cookies.filter(({ origin, path }) => origin === url.origin && url.pathname.startsWith(path));
        const response = await fetch(`${hosts[url.origin] ?? url.origin}${url.pathname}${url.search}`, {
          redirect: 'manual',
          headers: { cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; ') },
        });
        for (const header of response.headers.getSetCookie()) keep(url, header);
        const location = response.headers.get('location');
        if (location === null) return { address: next, response };
        next = new URL(location, url).href;
      }
      throw new Error(`too many redirects, the last one to ${next}`);
    },
  };
}
