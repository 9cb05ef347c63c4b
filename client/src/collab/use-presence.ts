// Who is in the article now, and in which region, by Yjs awareness. The server has set the names.
import type { Region } from '@galley/shared/article/region.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { type Presence, presenceSchema } from '@galley/shared/wire/messages.ts';
import { useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { type SharedStore, sharedStore } from './shared-store.ts';

/** One other tab in the article. */
export interface Participant {
  client: number;
  id: UserId;
  name: string;
  color: string;
  /** Where their caret is. */
  region: Region | null;
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
      const ofOthers = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
        if ([...added, ...updated, ...removed].some((client) => client !== awareness.clientID)) onChange();
      };
      awareness.on('change', ofOthers);
      return () => awareness.off('change', ofOthers);
    },
  );
  stores.set(awareness, store);
  return store;
}

const presences = new WeakMap<object, Presence | null>();

/** What a client says of itself: looked at once, for each key of one person has all of them read. */
function presenceOf(state: object): Presence | null {
  const known = presences.get(state);
  if (known !== undefined) return known;
  const presence = presenceSchema.safeParse(state).data ?? null;
  presences.set(state, presence);
  return presence;
}

function read(awareness: Awareness): Participant[] {
  const people = new Map<string, Participant>();
  for (const [client, state] of awareness.getStates()) {
    const presence = client === awareness.clientID ? null : presenceOf(state);
    if (!presence) continue;
    const { user, region } = presence;
    people.set(user.id, {
      client,
      id: user.id,
      name: user.name,
      color: user.color,
      region: region ?? null,
    });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}
