// Signatures of Standard Webhooks (https://www.standardwebhooks.com): who has the secret can tell that a message is from
// this desk, is whole, and is not an old one sent again.
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A fresh secret. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

export interface Signed {
  id: string;
  /** In seconds. */
  timestamp: number;
  body: string;
}

/** The headers of a message, signed by each of the secrets: while one is renewed, the old one is still good for a while. */
export function signedHeaders(message: Signed, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': secrets.map((secret) => signatureOf(message, secret)).join(' '),
  };
}

function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
