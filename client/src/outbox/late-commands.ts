// Commands that a database may not or can't take: given while the page goes away, or after a later page has closed the
// database here. They are put where writing is done at once, and moved to the database by whichever page opens next.
import type { UserId } from '@galley/shared/ids.ts';
import type { Waiting } from './outbox-database.ts';

/** The start of the keys under which a person's late commands are kept, each under one of its own. */
export function lateKeys(user: UserId): string {
  return `galley:late:${user}:`;
}

/** Writes a command to this device before it returns; gives whether it could. */
export function keepLate<Command>(user: UserId, item: Waiting<Command>): boolean {
  try {
    localStorage.setItem(lateKeys(user) + item.id, JSON.stringify(item));
    return true;
  } catch {
    // No room, or no storage at all; the database may still get it.
    return false;
  }
}

/** Whether it is still here: no page has taken it to the database or sent it. */
export function isLate(user: UserId, id: string): boolean {
  return localStorage.getItem(lateKeys(user) + id) !== null;
}

/** The late commands of earlier pages, in the order in which they were given; `read` is as of the outbox. */
export function lateCommands<Command>(user: UserId, read: (kept: unknown) => Command): Waiting<Command>[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(lateKeys(user)));
  const items = keys.flatMap((key): Waiting<Command>[] => {
    try {
      // Written by `keepLate` alone.
      const item = JSON.parse(localStorage.getItem(key) ?? '') as Waiting<unknown>;
      return [{ ...item, command: read(item.command) }];
    } catch {
      return [];
    }
  });
  return items.sort((a, b) => a.at.localeCompare(b.at));
}

export function forgetLate(user: UserId, id: string): void {
  localStorage.removeItem(lateKeys(user) + id);
}
