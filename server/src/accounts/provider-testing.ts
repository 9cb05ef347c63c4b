// An OpenID Connect provider for tests: oidc-provider on a free port, which signs in whom the test names, and the way of a
// browser through its pages.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { ProviderConfig } from './provider-config.ts';
import type { Answer, Browser } from './testing.ts';

export interface TestProvider {
  /** What a desk has to know of it; `callback` is where it sends people back to. */
  config(settings?: Partial<ProviderConfig>): ProviderConfig;
  /** Takes the desk at this origin for its client. */
  trust(origin: string): void;
  /** Who is at its pages, and what it says of them; null for somebody who goes away. */
  signsIn: { subject: string; claims: Record<string, unknown> } | null;
  /** What it has handed out. */
  readonly tokens: string[];
  /** Leads the browser from the desk to the provider and back; gives the address of the desk that it comes back to. */
  visit(browser: Browser, options?: VisitOptions): Promise<string>;
  /** The whole way: what the desk answers at last. */
  signIn(browser: Browser, options?: VisitOptions): Promise<Answer>;
  close(): Promise<void>;
}

interface VisitOptions {
  next?: string;
  /** Changes the address on the way to the provider, as an attacker might. */
  change?: (address: URL) => void;
}

const clientId = 'galley';
const clientSecret = 'the secret of the client galley';

/** Starts it. */
export async function openProvider(): Promise<TestProvider> {
  let provider: Provider | null = null;
  const server = createServer((request, response) => {
    if (!provider) response.writeHead(503).end();
    else if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
    else void provider.callback()(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const interact = async (asked: Provider, request: IncomingMessage, response: ServerResponse) => {
    const { prompt, params } = await asked.interactionDetails(request, response);
    const who = idp.signsIn;
    if (!who) return await asked.interactionFinished(request, response, { error: 'access_denied' });
    if (prompt.name === 'login')
      return await asked.interactionFinished(request, response, { login: { accountId: who.subject } });
    const grant = new asked.Grant({ accountId: who.subject, clientId: String(params.client_id) });
    grant.addOIDCScope('openid email profile');
    const grantId = await grant.save();
    return await asked.interactionFinished(request, response, { consent: { grantId } });
  };

  const idp: TestProvider = {
    signsIn: null,
    tokens: [],
    config: (settings = {}) => ({
      issuer,
      clientId,
      clientSecret,
      label: 'Newsroom ID',
      scopes: 'openid email profile',
      roles: null,
      ...settings,
    }),
    trust: (origin) => {
      provider = new Provider(issuer, {
        clients: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [`${origin}/api/auth/provider/callback`],
            post_logout_redirect_uris: [`${origin}/desk/sign-in`],
          },
        ],
        claims: {
          openid: ['sub'],
          email: ['email', 'email_verified'],
          profile: ['name', 'locale', 'groups'],
        },
        cookies: { keys: ['a key for tests'] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
        findAccount: (_context, subject) => ({
          accountId: subject,
          claims: async () => ({ ...idp.signsIn?.claims, sub: subject }),
        }),
        pkce: { required: () => true },
      });
      provider.on('grant.success', ({ body }) => {
        const issued = new Map<string, unknown>(Object.entries(body ?? {}));
        for (const token of [issued.get('access_token'), issued.get('id_token')])
          if (typeof token === 'string') idp.tokens.push(token);
      });
    },
    visit: async (browser, { next, change } = {}) => {
      const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
      const begun = await browser.ask('GET', `/api/auth/provider${query}`);
      let address = new URL(begun.headers.get('location') ?? '', issuer);
      change?.(address);
      const cookies = new Map<string, string>();
      while (address.origin === issuer) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
        for (const set of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
          cookies.set(name, value);
        }
        const to = answer.headers.get('location');
        if (to === null)
          throw new Error(`The provider answers with ${answer.status}: ${await answer.text()}`);
        address = new URL(to, address);
      }
      return address.pathname + address.search;
    },
    signIn: async (browser, options) => await browser.ask('GET', await idp.visit(browser, options)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return idp;
}
