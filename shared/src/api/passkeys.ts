// Passkeys as the HTTP interface speaks of them: the two ceremonies of WebAuthn, in the JSON forms that browsers have for them.
import { z } from 'zod';
import { cleanName } from '../text/characters.ts';

const base64url = z.string().regex(/^[\w-]{1,8000}$/);
const name = z.string().overwrite(cleanName).min(1).max(80);

/** What the browser hands to `navigator.credentials`. */
export const ceremonySchema = z.looseObject({ challenge: z.string() });

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};

/** PublicKeyCredential.toJSON() of a new passkey, with the name that it gets. */
export const newPasskeySchema = z.object({
  name,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      authenticatorData: base64url.optional(),
      transports: z.array(z.string().max(40)).max(10).optional(),
      publicKeyAlgorithm: z.number().optional(),
      publicKey: base64url.optional(),
    }),
  }),
});
export type NewPasskey = z.output<typeof newPasskeySchema>;

/** The same of a passkey that signs in. */
export const passkeySignInSchema = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
  }),
});
export type PasskeySignIn = z.output<typeof passkeySignInSchema>;

/** A passkey as its owner sees it. */
export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** Another name for one. */
export const passkeyNameSchema = z.object({ name });
