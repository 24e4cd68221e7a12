import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** Somebody known to the provider: its claims, of which `sub` is the subject. */
export interface OidcPersona {
  sub: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
}

export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who is signed in at the provider; undefined turns everybody away. */
  persona: OidcPersona | undefined;
  /** What it answers instead of doing anything, at addresses that begin so: a status, or nothing at all. */
  trouble: { at: string; status: number | 'silence' } | undefined;
  /** Publishes keys that it does not sign with. */
  foreignKeys: boolean;
  /** How often the code of a sign-in was asked for to be exchanged. */
  exchanges(): number;
  stop(): Promise<void>;
  /** On the same port again. */
  start(): Promise<void>;
}

/**
 * A certified OpenID provider on this machine that asks nobody for a password: whoever comes is `persona`.
 * @param redirectUri of the one client
 * @param claimsIn where it tells who somebody is: in the ID token, or at the userinfo endpoint alone
 */
export async function startOidcServer(redirectUri: string, claimsIn: 'id_token' | 'userinfo' = 'id_token') {
  const key = await newKey();
  const http = createServer();
  let exchanges = 0;
  let port = 0;

  async function listen(): Promise<void> {
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    port = (http.address() as AddressInfo).port;
  }
  await listen();

  const server: OidcServer = {
    issuer: `http://127.0.0.1:${port}`,
    clientId: 'railguard',
    clientSecret: 'the client secret of the tests',
    persona: undefined,
    trouble: undefined,
    foreignKeys: false,
    exchanges: () => exchanges,
    async stop() {
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
    },
    start: listen,
  };

  const provider = new Provider(server.issuer, {
    clients: [
      {
        client_id: server.clientId,
        client_secret: server.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['a key of the tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: claimsIn === 'userinfo',
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...server.persona, sub }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: server.clientId, accountId: ctx.oidc.session!.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  http.on('request', async (request, response) => {
    const { url = '' } = request;
    if (server.trouble && url.startsWith(server.trouble.at)) {
      if (server.trouble.status !== 'silence') response.writeHead(server.trouble.status).end('<h1>Bad gateway</h1>');
      return;
    }
    if (url === '/jwks' && server.foreignKeys) {
      const { n, e, kty, kid, use } = await newKey();
      return response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ keys: [{ n, e, kty, kid, use }] }));
    }
    if (url === '/token') exchanges++;
    if (!url.startsWith('/interaction/')) return handle(request, response);
    const result = server.persona
      ? { login: { accountId: server.persona.sub, remember: false } }
      : { error: 'access_denied', error_description: 'Nobody of that name.' };
    await provider.interactionFinished(request, response, result);
  });
  return server;
}

async function newKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' };
}
