// The browser's part in passkeys: making one, and signing in with one. Loaded only where somebody does either.
import type { NewPasskey, Passkey } from '@galley/shared/api/passkeys.ts';
import { passkeyRoutes } from '@galley/shared/contract/passkeys.ts';
import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { call } from '../app/api.ts';

/** Makes a passkey and adds it to one's account. Throws `ApiProblem`, or a DOMException where nobody confirmed it. */
export async function makePasskey(password: string, name: string): Promise<Passkey> {
  const options = await call(passkeyRoutes.beginPasskey, { body: { password } });
  const response = await startRegistration({
    optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
  });
  return await call(passkeyRoutes.addPasskey, {
    body: { name, response: response as NewPasskey['response'] },
  });
}

/** Signs in with a passkey that the browser asks for; throws as `makePasskey` does. */
export async function signInByPasskey(): Promise<void> {
  await answer(false);
}

/**
 * Lets the browser offer passkeys where it offers names and passwords; resolves with whether somebody took one. Ends when
 * `stopOffering` is called or another passkey is asked for.
 */
export async function offerPasskeys(): Promise<boolean> {
  if (!(await browserSupportsWebAuthnAutofill())) return false;
  try {
    await answer(true);
    return true;
  } catch (error) {
    if (isUnconfirmed(error)) return false;
    throw error;
  }
}

export function stopOffering(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** Whether an error only says that nobody confirmed it. */
export function isUnconfirmed(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
}

async function answer(useBrowserAutofill: boolean): Promise<void> {
  const options = await call(passkeyRoutes.beginPasskeySignIn, {});
  const response = await startAuthentication({
    optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
    useBrowserAutofill,
    // The field is Mantine's, which the library's look for it does not know to wait for.
    verifyBrowserAutofillInput: false,
  });
  await call(passkeyRoutes.signInByPasskey, {
    body: {
      response: response as Parameters<
        typeof call<typeof passkeyRoutes.signInByPasskey>
      >[1]['body']['response'],
    },
  });
}
