// Who is in the article now, and in which section, by Yjs awareness. The server has set the names.
import type { UserId } from '@galley/shared/ids.ts';
import { presenceSchema } from '@galley/shared/wire/messages.ts';
import { useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { type SharedStore, sharedStore } from './shared-store.ts';

/** One other tab in the article. */
export interface Participant {
  client: number;
  id: UserId;
  name: string;
  color: string;
  /** The region of their caret: `headline`, `dek` or a section's id. */
  section: string | null;
}

/** Everybody but this tab; one entry a person, the one that was heard of last. */
export function useParticipants(awareness: Awareness): readonly Participant[] {
  const { subscribe, get } = participantsStore(awareness);
  return useSyncExternalStore(subscribe, get);
}

const stores = new WeakMap<Awareness, SharedStore<readonly Participant[]>>();

function participantsStore(awareness: Awareness): SharedStore<readonly Participant[]> {
  const known = stores.get(awareness);
  if (known) return known;
  const store = sharedStore<readonly Participant[]>(
    () => read(awareness),
    (onChange) => {
      awareness.on('change', onChange);
      return () => awareness.off('change', onChange);
    },
  );
  stores.set(awareness, store);
  return store;
}

function read(awareness: Awareness): Participant[] {
  const people = new Map<string, Participant>();
  for (const [client, state] of awareness.getStates()) {
    const presence = presenceSchema.safeParse(state);
    if (client === awareness.clientID || !presence.success) continue;
    const { user, section } = presence.data;
    people.set(user.id, {
      client,
      id: user.id as UserId,
      name: user.name,
      color: user.color,
      section: section ?? null,
    });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}
