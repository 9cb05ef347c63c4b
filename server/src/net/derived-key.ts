// Keys for one purpose each, made of the desk's secret.
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * The key of this purpose, of 32 bytes (HKDF of RFC 5869 with SHA-256, without salt). It is an object, since a key of bytes is
 * imported anew for each signature, which takes five times as long as making one.
 */
export function derivedKey(secret: string, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
}
