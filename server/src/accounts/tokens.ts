// Secrets that travel in a link or on the console; the database holds only their hashes.
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A fresh secret of 192 bits, fit for a URL. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What is stored of a token. Tokens are random and long, so a fast hash is enough. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A token that every node with the same secret makes alike. */
export function derivedToken(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url').slice(0, 32);
}
