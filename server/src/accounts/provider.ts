// What is said between Galley and an OpenID Connect provider. openid-client checks what the standard asks for: issuer,
// audience, signature, times, nonce and state, and sends the code verifier (PKCE).
import * as client from 'openid-client';
import { z } from 'zod';
import type { ProviderConfig } from './provider-config.ts';

/** What a provider says of a person; all of it is signed, or comes from the provider itself. */
export interface ProviderPerson {
  /** Who it is at the provider, whatever else changes. */
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

export interface Provider {
  readonly label: string;
  /** Where the browser goes to sign in, and what it keeps meanwhile, sealed. */
  begin(next: string): Promise<{ address: URL; kept: KeptSignIn }>;
  /** Who has come back; `kept` is null where nobody began, or it took too long. Throws `ProviderError`. */
  finish(address: URL, kept: KeptSignIn | null): Promise<{ person: ProviderPerson; next: string }>;
  /** Where people sign out of the provider; null where it has no such place. */
  signOutAddress(back: string): Promise<URL | null>;
}

/** Nobody comes in; `why` is for the sign-in page. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly why: 'cancelled' | 'start-again' | 'unreachable';
  constructor(why: ProviderError['why'], message: string) {
    super(message);
    this.why = why;
  }
}

interface ProviderOptions {
  config: ProviderConfig;
  /** Where the provider sends people back to. */
  callback: string;
}

/** How long people may take at the provider. */
export const keptForMs = 10 * 60_000;
const timeoutSeconds = 10;

/** What belongs to one sign-in between its two steps. */
export const keptSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
});
type KeptSignIn = z.output<typeof keptSignInSchema>;

/** The provider of the configuration. It is asked for its addresses when they are first needed, and again after a failure. */
export function createProvider({ config, callback }: ProviderOptions): Provider {
  let discovered: Promise<client.Configuration> | null = null;
  const configuration = async () => {
    discovered ??= discover(config);
    try {
      return await discovered;
    } catch (error) {
      discovered = null;
      throw new ProviderError('unreachable', `The provider's configuration can't be read: ${kindOf(error)}`);
    }
  };

  return {
    label: config.label,
    begin: async (next) => {
      const provider = await configuration();
      const verifier = client.randomPKCECodeVerifier();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const address = client.buildAuthorizationUrl(provider, {
        redirect_uri: callback,
        scope: config.scopes,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { address, kept: { state, nonce, verifier, next } };
    },

    finish: async (address, kept) => {
      // Without it: a cookie of another browser, one that somebody made, or a sign-in that took too long.
      if (!kept) throw new ProviderError('start-again', 'Nobody began to sign in, or it took too long');
      const provider = await configuration();
      try {
        const tokens = await client.authorizationCodeGrant(provider, address, {
          pkceCodeVerifier: kept.verifier,
          expectedState: kept.state,
          expectedNonce: kept.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new ProviderError('start-again', 'The provider sent no ID token');
        const more = provider.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
          : {};
        return { person: { subject: claims.sub, claims: { ...more, ...claims } }, next: kept.next };
      } catch (error) {
        throw error instanceof ProviderError ? error : refusalOf(error);
      }
    },

    signOutAddress: async (back) => {
      const provider = await configuration();
      if (provider.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(provider, { post_logout_redirect_uri: back });
    },
  };
}

/** Asks the provider for its configuration; throws where it has none that can be used. */
export async function discover(config: ProviderConfig): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = config;
  const isPlain = issuer.startsWith('http:');
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    timeout: timeoutSeconds,
    execute: isPlain ? [client.allowInsecureRequests] : [],
  });
  const server = found.serverMetadata();
  // The standard's default, unless the provider says that it takes the other way only.
  const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = ways.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret);
  const provider = new client.Configuration(
    server,
    clientId,
    { client_secret: clientSecret },
    authentication,
  );
  provider.timeout = timeoutSeconds;
  if (isPlain) client.allowInsecureRequests(provider);
  // The signature of ID tokens is checked, and not only that they came by TLS.
  client.enableNonRepudiationChecks(provider);
  return provider;
}

/** What openid-client throws, without what the provider sent. */
function refusalOf(error: unknown): ProviderError {
  if (error instanceof client.AuthorizationResponseError)
    return new ProviderError('cancelled', `The provider refused: ${error.error}`);
  if (error instanceof client.ResponseBodyError)
    return new ProviderError('start-again', `The provider does not take the code: ${error.error}`);
  const isNetwork = error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
  return new ProviderError(isNetwork ? 'unreachable' : 'start-again', kindOf(error));
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.message}${code}`;
}
