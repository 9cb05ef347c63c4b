// Invitations: an admin makes a link, somebody accepts it once and is a person of the desk from then on.
import type { Role } from '@galley/shared/access/roles.ts';
import type { Invite, newInviteSchema, OpenInvite, setupSchema } from '@galley/shared/api/people.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { InviteTable } from '../storage/tables/accounts.ts';
import { activeAdmins, insertPerson, readableAddress } from './people.ts';
import { hashOf, newToken } from './tokens.ts';

type NewInvite = z.output<typeof newInviteSchema>;
type Acceptance = z.output<typeof setupSchema>;

const lastsMs = 7 * 24 * 60 * 60_000;

/** Makes an invitation; gives null where somebody at the desk has its email address already. */
export async function createInvite(
  { db }: Storage,
  admin: UserId,
  { role, email }: NewInvite,
): Promise<{ invite: Invite; token: string } | null> {
  if (email !== null) {
    const taken = await db
      .selectFrom('user')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst();
    if (taken) return null;
  }
  const token = newToken();
  const now = Date.now();
  const row = {
    id: newId(),
    tokenHash: hashOf(token),
    email: email?.toLowerCase() ?? null,
    role,
    createdBy: admin,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lastsMs).toISOString(),
    acceptedAt: null,
    acceptedBy: null,
  };
  await db.transaction().execute(async (transaction) => {
    await transaction.insertInto('invite').values(row).execute();
    const details = { role, ...(row.email === null ? {} : { email: row.email }) };
    await record(transaction, { act: 'person.invited', who: admin, details });
  });
  return { invite: inviteOf(row), token };
}

/** The invitations that can still be accepted, the newest first. */
export async function openInvites({ db }: Storage): Promise<Invite[]> {
  const rows = await db
    .selectFrom('invite')
    .selectAll()
    .where('acceptedAt', 'is', null)
    .where('expiresAt', '>', new Date().toISOString())
    .orderBy('createdAt', 'desc')
    .execute();
  return rows.map(inviteOf);
}

/** Takes an open invitation back; gives whether there was one. */
export async function revokeInvite({ db }: Storage, admin: UserId, id: string): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const revoked = await transaction
      .deleteFrom('invite')
      .where('id', '=', id)
      .where('acceptedAt', 'is', null)
      .returning(['role', 'email'])
      .executeTakeFirst();
    if (!revoked) return false;
    const details = {
      role: revoked.role as Role,
      ...(revoked.email === null ? {} : { email: revoked.email }),
    };
    await record(transaction, { act: 'person.invite-withdrawn', who: admin, details });
    return true;
  });
}

/** What a token's holder may know of its invitation; null where it is accepted, revoked, expired or made up. */
export async function lookAtInvite({ db }: Storage, token: string): Promise<OpenInvite | null> {
  const row = await db
    .selectFrom('invite')
    .innerJoin('user', 'user.id', 'invite.createdBy')
    .select(['invite.email', 'invite.role', 'invite.expiresAt', 'user.name as invitedBy'])
    .where('invite.tokenHash', '=', hashOf(token))
    .where('invite.acceptedAt', 'is', null)
    .where('invite.expiresAt', '>', new Date().toISOString())
    .where('user.role', '=', 'admin')
    .where('user.active', '=', 1)
    .executeTakeFirst();
  return row ? { ...row, email: row.email && readableAddress(row.email), role: row.role as Role } : null;
}

export type AcceptOutcome =
  | { outcome: 'accepted'; user: UserId }
  | { outcome: 'refused'; why: 'gone' | 'other-email' | 'email-taken' };

/** Makes the person that an invitation is for. Of several who accept the same one at once, one succeeds. */
export async function acceptInvite(
  { db }: Storage,
  { token, name, email, language }: Acceptance,
  passwordHash: string,
): Promise<AcceptOutcome> {
  return await db
    .transaction()
    .execute(async (transaction): Promise<AcceptOutcome> => {
      const at = new Date().toISOString();
      const invite = await transaction
        .updateTable('invite')
        .set({ acceptedAt: at })
        .where('tokenHash', '=', hashOf(token))
        .where('acceptedAt', 'is', null)
        .where('expiresAt', '>', at)
        .where('createdBy', 'in', activeAdmins(transaction))
        .returningAll()
        .executeTakeFirst();
      if (!invite) return { outcome: 'refused', why: 'gone' };
      if (invite.email !== null && invite.email !== email.toLowerCase()) throw new Refusal('other-email');
      const role = invite.role as Role;
      const user = await insertPerson(transaction, { name, email, passwordHash, role, language });
      if (user === null) throw new Refusal('email-taken');
      await transaction.updateTable('invite').set({ acceptedBy: user }).where('id', '=', invite.id).execute();
      await record(transaction, { act: 'person.joined', who: user, person: user, details: { role } });
      return { outcome: 'accepted', user };
    })
    .catch((error: unknown) => {
      if (error instanceof Refusal) return { outcome: 'refused', why: error.why };
      throw error;
    });
}

/** Rolls the transaction back, so that the invitation stays open. */
class Refusal extends Error {
  readonly why: 'other-email' | 'email-taken';
  constructor(why: 'other-email' | 'email-taken') {
    super(why);
    this.why = why;
  }
}

function inviteOf(row: Selectable<InviteTable>): Invite {
  return {
    id: row.id,
    email: row.email && readableAddress(row.email),
    role: row.role as Role,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    createdBy: row.createdBy,
  };
}
