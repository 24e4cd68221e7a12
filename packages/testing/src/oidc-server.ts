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
  /** How often the code of a sign-in was asked for to be exchanged. */
  exchanges(): number;
  stop(): Promise<void>;
  /** On the same port, with nothing remembered. */
  start(): Promise<void>;
}

/**
 * A certified OpenID provider on this machine that asks nobody for a password: whoever comes is `persona`.
 * @param redirectUri of the one client
 * @param claimsIn where it tells who somebody is: in the ID token, or at the userinfo endpoint alone
 */
export async function startOidcServer(redirectUri: string, claimsIn: 'id_token' | 'userinfo' = 'id_token') {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' };
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
    if (request.url?.startsWith('/token')) exchanges++;
    if (!request.url?.startsWith('/interaction/')) return handle(request, response);
    const result = server.persona
      ? { login: { accountId: server.persona.sub, remember: false } }
      : { error: 'access_denied', error_description: 'Nobody of that name.' };
    await provider.interactionFinished(request, response, result);
  });
  return server;
}
