// The desk's live events: who hears of what changed. The socket for it is at /api/live.
import type { UserId } from '@galley/shared/ids.ts';
import type { LiveEvent } from '@galley/shared/wire/live.ts';

/** To be called once what changed is committed. */
export interface Live {
  /** Tells everybody at the desk, or only the named person, on every node. */
  announce(event: LiveEvent, to?: UserId): void;
}
