// Signatures over passports: Ed25519 over the canonical JSON of the claims (RFC 8785), so that any program which reads JSON can
// check one, however the file was written out.
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import {
  type Passport,
  type PassportClaims,
  type PassportKey,
  passportKeySchema,
} from '@galley/shared/api/passport.ts';
import canonicalize from 'canonicalize';

/** JSON in the one form that is signed and stored (RFC 8785). */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('This is nothing that JSON can say.');
  return text;
}

/** The public part of a key as a JSON Web Key; its id is its thumbprint (RFC 7638). */
export function publicKeyOf(key: KeyObject): PassportKey {
  const { kty, crv, x } = createPublicKey(key.export({ format: 'pem', type: pemType(key) })).export({
    format: 'jwk',
  });
  const kid = createHash('sha256').update(canonicalJson({ crv, kty, x })).digest('base64url');
  return passportKeySchema.parse({ kty, crv, x, kid, use: 'sig', alg: 'EdDSA' });
}

function pemType(key: KeyObject): 'pkcs8' | 'spki' {
  return key.type === 'private' ? 'pkcs8' : 'spki';
}

/** The claims with their signature by this private key. */
export function signed(claims: PassportClaims, key: KeyObject): Passport {
  const value = sign(null, Buffer.from(canonicalJson(claims)), key).toString('base64url');
  return { ...claims, signature: { algorithm: 'Ed25519', key: publicKeyOf(key).kid, value } };
}

/** Whether the signature is by this key, over exactly these claims. */
export function isSignedBy({ signature, ...claims }: Passport, key: PassportKey): boolean {
  if (signature.key !== key.kid) return false;
  const { kty, crv, x } = key;
  const publicKey = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  // An id is what is hashed, so nobody can put another key in the place of one.
  if (publicKeyOf(publicKey).kid !== key.kid) return false;
  const value = Buffer.from(signature.value, 'base64url');
  return verify(null, Buffer.from(canonicalJson(claims)), publicKey, value);
}
