// What is written down when an article's journal turns out to be unreadable, in the transaction in which its quarantine
// begins: the event by which admins are notified, and a row of the audit log.
import { articleOfDocumentName, type DocumentName } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import { record } from '../audit/record.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Tables } from '../storage/tables.ts';

/** Gives what the journal calls when a quarantine begins. */
export function announceQuarantine(events: Pick<DeskEvents, 'emit'>) {
  return async (transaction: Transaction<Tables>, document: DocumentName): Promise<void> => {
    const article = articleOfDocumentName(document);
    if (article === null) return;
    const admins = await transaction
      .selectFrom('user')
      .select('id')
      .where('role', '=', 'admin')
      .where('active', '=', 1)
      .execute();
    const concerned = admins.map(({ id }) => id);
    await events.emit(transaction, { type: 'article-unreadable', article, by: null, concerned });
    await record(transaction, { act: 'article.quarantined', who: null, article });
  };
}
