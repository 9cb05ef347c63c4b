// The browser's part in passkeys: making one, and signing in with one. Loaded only where somebody does either.
import type { NewPasskey, Passkey } from '@galley/shared/api/passkeys.ts';
import { passkeyRoutes } from '@galley/shared/contract/passkeys.ts';
import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { ApiProblem, call } from '../app/api.ts';
import { NoPasskeyError } from './no-passkey-error.ts';

/** Makes a passkey and adds it to one's account. Throws `ApiProblem`, or a DOMException where nobody confirmed it. */
export async function makePasskey(password: string, name: string): Promise<Passkey> {
  const options = await call(passkeyRoutes.beginPasskey, { body: { password } });
  // The library writes the schemes of the options as its own types; what the server sends is theirs.
  const response = await startRegistration({
    optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
  });
  return await call(passkeyRoutes.addPasskey, {
    body: { name, response: response as NewPasskey['response'] },
  });
}

/**
 * Signs in with a passkey that the browser asks for. Throws `ApiProblem`, `NoPasskeyError` where the browser has none to give,
 * or a DOMException where nobody confirmed it.
 */
export async function signInByPasskey(): Promise<void> {
  const asked = await ask(false).catch((error: unknown) => {
    throw error instanceof ApiProblem || isUnconfirmed(error) ? error : new NoPasskeyError();
  });
  await signIn(asked);
}

/**
 * Lets the browser offer passkeys where it offers names and passwords; resolves with whether somebody took one. Ends when
 * `stopOffering` is called or another passkey is asked for. Throws `ApiProblem` where the one that was taken is refused: that
 * there is none to offer, for whatever reason, is no matter of those who sign in another way.
 */
export async function offerPasskeys(): Promise<boolean> {
  if (!(await browserSupportsWebAuthnAutofill())) return false;
  const taken = await ask(true).catch(() => null);
  if (taken === null) return false;
  await signIn(taken);
  return true;
}

export function stopOffering(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** Whether an error only says that nobody confirmed it. */
export function isUnconfirmed(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
}

type TakenPasskey = Awaited<ReturnType<typeof startAuthentication>>;

/** Has the browser ask for a passkey, or offer one. */
async function ask(useBrowserAutofill: boolean): Promise<TakenPasskey> {
  const options = await call(passkeyRoutes.beginPasskeySignIn, {});
  // As in `makePasskey`.
  return await startAuthentication({
    optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
    useBrowserAutofill,
    // The field is Mantine's, which the library's look for it does not know to wait for.
    verifyBrowserAutofillInput: false,
  });
}

async function signIn(response: TakenPasskey): Promise<void> {
  await call(passkeyRoutes.signInByPasskey, {
    body: {
      response: response as Parameters<
        typeof call<typeof passkeyRoutes.signInByPasskey>
      >[1]['body']['response'],
    },
  });
}
