/** How people sign in by an OpenID Connect provider. */
export interface OidcConfig {
  /** Exactly as the provider says it of itself: https, or http on this machine alone. */
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  /** On the button. */
  name: string;
  /** In lower case. Whoever has an address in one of them gets an account. */
  allowedDomains: string[];
}

const DOMAIN = /^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/;
const MOST_DOMAINS = 100;
const LONGEST_NAME = 60;

/**
 * Reads the settings of sign-in by OpenID Connect; undefined where there is none.
 * @param text reads one setting
 * @param problems is told of each that is wrong
 */
export function readOidc(text: (name: string) => string | undefined, problems: string[]): OidcConfig | undefined {
  const issuer = text('OIDC_ISSUER');
  const clientId = text('OIDC_CLIENT_ID');
  const clientSecret = text('OIDC_CLIENT_SECRET');
  const name = text('OIDC_NAME') ?? 'single sign-on';
  const allowedDomains = (text('OIDC_ALLOWED_DOMAINS') ?? '')
    .split(',')
    .map((domain) => domain.trim().toLowerCase())
    .filter(Boolean);

  if (issuer !== undefined && !isIssuer(issuer)) {
    problems.push(
      'OIDC_ISSUER: must be a URL that begins with https:// (http:// on this machine alone), without ? and #',
    );
  }
  if ((issuer === undefined) !== (clientId === undefined)) {
    problems.push('OIDC_ISSUER and OIDC_CLIENT_ID: give both or neither');
  }
  if (name.length > LONGEST_NAME) problems.push(`OIDC_NAME: must have at most ${LONGEST_NAME} characters`);
  if (allowedDomains.length > MOST_DOMAINS || !allowedDomains.every((domain) => DOMAIN.test(domain))) {
    problems.push('OIDC_ALLOWED_DOMAINS: must be domains with commas between, such as example.com, example.org');
  }
  if (issuer === undefined || clientId === undefined) return undefined;
  return { issuer, clientId, clientSecret, name, allowedDomains };
}

/** OpenID Connect Discovery section 3: https, no query, no fragment. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.search || url.hash || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** Whether a URL leads to this machine, so that nobody in between can read along. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
