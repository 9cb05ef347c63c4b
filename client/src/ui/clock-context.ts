// On which clock this page shows times: whoever is signed in chooses its hours, and the desk has a time zone.
import type { Clock } from '@galley/shared/api/people.ts';
import { createContext } from 'react';

interface Clocks {
  /** The person's own, of 12 or 24 hours; null for the language's. */
  clock: Clock | null;
  /** The desk's time zone; undefined where it is not known, as in a session that this device has kept from before. */
  deskZone: string | undefined;
}

/** Given by the pages behind the sign-in; before it times are on the language's clock and in this device's zone. */
export const ClockContext = createContext<Clocks>({ clock: null, deskZone: undefined });
