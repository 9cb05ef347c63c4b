// Signatures of Standard Webhooks (https://www.standardwebhooks.com): who has the secret can tell that a message is from
// this desk, is whole, and is not an old one sent again.
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

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
export function signedHeaders(
  { id, timestamp, body }: Signed,
  secrets: readonly string[],
): Record<string, string> {
  const at = new Date(timestamp * 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
