// The demo people on the sign-in page, for as long as their known password opens the door.
import type { Demo } from '@galley/shared/api/people.ts';
import type { Storage } from '../storage/storage.ts';
import { meOf } from './people.ts';

/** What the configuration offers: who the demo people are, and the password of all of them. */
export interface DemoSignIns {
  password: string;
  emails: readonly string[];
}

/** Gives the demo people who are there, active, and have kept the demo password; null where nobody is. */
export function createDemoSignIns(
  { db }: Storage,
  { password, emails }: DemoSignIns,
  verify: (given: { hash: string; password: string }) => Promise<boolean>,
): () => Promise<Demo | null> {
  /** Checking a password is slow by design, so each hash is checked once. */
  const checked = new Map<string, Promise<boolean>>();
  const isDemoPassword = (hash: string) => {
    const known = checked.get(hash) ?? verify({ hash, password });
    checked.set(hash, known);
    return known;
  };
  return async () => {
    const rows = await db
      .selectFrom('user')
      .innerJoin('account', 'account.userId', 'user.id')
      .selectAll('user')
      .select('account.password as hash')
      .where('user.email', 'in', [...emails])
      .where('user.active', '=', 1)
      .where('account.providerId', '=', 'credential')
      .execute();
    const fits = await Promise.all(rows.map(({ hash }) => hash !== null && isDemoPassword(hash)));
    const people = rows
      .filter((_row, index) => fits[index])
      .sort((one, other) => emails.indexOf(one.email) - emails.indexOf(other.email))
      .map((row) => {
        const { name, email, role, color, picture } = meOf(row);
        return { name, email, role, color, picture };
      });
    return people.length === 0 ? null : { password, people };
  };
}
