// How other features write into the audit log: one row an act, in the transaction of the act, so that neither is there
// without the other.
import type { AuditAct, AuditDetails } from '@galley/shared/api/audit.ts';
import { type ArticleId, newId, type SectionId, type TemplateId, type UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { batches } from '../storage/batches.ts';
import type { Tables } from '../storage/tables.ts';

/** Something that was done, as the log keeps it. */
export interface NewAuditEntry {
  act: AuditAct;
  /** Null for Galley itself, and for who could not sign in. */
  who: UserId | null;
  article?: ArticleId;
  section?: SectionId;
  /** To whom it was done. */
  person?: UserId | null;
  template?: TemplateId;
  details?: AuditDetails;
}

/** Writes an entry into the log; `db` is the transaction in which it is done, or the database where it has none. */
export async function record(db: Kysely<Tables>, entry: NewAuditEntry): Promise<void> {
  await db.insertInto('audit').values(rowOf(entry)).execute();
}

/** As `record`, for many entries at once. */
export async function recordAll(db: Kysely<Tables>, entries: readonly NewAuditEntry[]): Promise<void> {
  for (const some of batches(entries))
    await db
      .insertInto('audit')
      .values(some.map((entry) => rowOf(entry)))
      .execute();
}

/**
 * An entry as its row. Of several rows with the same `once` the log keeps the first, whichever node wrote it: so reading
 * and writing are one row a person, article and hour.
 */
export function rowOf(entry: NewAuditEntry, once: string | null = null, at = new Date()) {
  return {
    id: newId<string>(),
    at: at.toISOString(),
    who: entry.who,
    act: entry.act,
    article: entry.article ?? null,
    section: entry.section ?? null,
    person: entry.person ?? null,
    template: entry.template ?? null,
    details: JSON.stringify(entry.details ?? {}),
    once,
  };
}
