// Why the server does not let an article be opened, as far as there are words for it.
import { type ConnectionRefusal, connectionRefusals } from '@galley/shared/wire/messages.ts';

/** The reason, or `other` for one that this client does not know. */
export function denialOf(reason: string): ConnectionRefusal | 'other' {
  return connectionRefusals.find((known) => known === reason) ?? 'other';
}
