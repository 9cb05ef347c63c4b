// Somebody leaves this browser. Their page may still write down what was under way as it goes, so the next page deletes once more.
import type { UserId } from '@galley/shared/ids.ts';

const key = 'galley:leaving';

interface Note {
  user: UserId;
  /** When, in milliseconds since 1970. */
  at: number;
}

/** The next page comes at once. Later they may be here again, with something new. */
const longestMs = 60_000;

/** Deletes all that is kept here for the person, who leaves, and has the next page do so too. */
export async function leave(user: UserId): Promise<void> {
  try {
    localStorage.setItem(key, JSON.stringify({ user, at: Date.now() } satisfies Note));
  } catch {
    // Where nothing can be written nothing is.
  }
  await forget(user);
}

/** Ends what the page before has begun. To be called as a page starts, which keeps nothing yet. */
export async function finishLeaving(): Promise<void> {
  let note: Note | null = null;
  try {
    // What `leave` has written there.
    note = JSON.parse(localStorage.getItem(key) ?? 'null');
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
  if (note !== null && Date.now() - note.at < longestMs) await forget(note.user);
}

/** Loaded when it is wanted: the sign-in page has no other use for it. */
async function forget(user: UserId): Promise<void> {
  const { forgetPerson } = await import('./kept-on-device.ts');
  await forgetPerson(user);
}
