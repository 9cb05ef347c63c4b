// Somebody leaves this browser. Their page may still write down what was under way as it goes, so the next page deletes once more.
import type { UserId } from '@galley/shared/ids.ts';

const key = 'galley:leaving';

/** Deletes all that is kept here for the person, who leaves, and has the next page do so too. */
export async function leave(user: UserId): Promise<void> {
  try {
    localStorage.setItem(key, user);
  } catch {
    // Where nothing can be written nothing is.
  }
  await forget(user);
}

/** Ends what the page before has begun. To be called as a page starts, which keeps nothing yet. */
export async function finishLeaving(): Promise<void> {
  let user: string | null = null;
  try {
    user = localStorage.getItem(key);
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
  // What `leave` has written there.
  if (user !== null) await forget(user as UserId);
}

/** Loaded when it is wanted: the sign-in page has no other use for it. */
async function forget(user: UserId): Promise<void> {
  const { forgetPerson } = await import('./kept-on-device.ts');
  await forgetPerson(user);
}
