// Articles' documents as the other features of the server use them: read, change, hear of changes.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import type { Transaction } from 'kysely';
import type * as Y from 'yjs';
import type { Tables } from '../storage/tables.ts';

/** The documents of all articles, loaded or not. */
export interface Documents {
  /**
   * Writes a new document's first content to the journal, in the transaction that makes the article's row: content is
   * seeded once and on the server, for seeding twice doubles it.
   */
  create(
    transaction: Transaction<Tables>,
    article: ArticleId,
    author: UserId | null,
    fill: (doc: Y.Doc) => void,
  ): Promise<void>;
  /**
   * Reads the document as the journal has it, loaded or not. The document given to `read` must not be changed; it holds
   * everything up to `position` of its journal. Throws where the article has no document.
   */
  read<T>(article: ArticleId, read: (doc: Y.Doc, position: number) => T): Promise<T>;
  /**
   * Changes a document in the way of every edit: made on a copy, journaled in the author's name, then applied and
   * sent to all who have it open. Resolves after the commit with what `change` returned. Throws `SealedError`
   * (journal.ts) where it touches a sealed section, and `ChangeRefusedError` where admission refuses it otherwise.
   */
  change<T>(article: ArticleId, author: UserId | null, change: (doc: Y.Doc) => T): Promise<T>;
  /**
   * Waits until everything that is on its way in this article is journaled and in the document, and runs the work while
   * nothing else gets in, on any node; edits that come meanwhile wait and are judged afterwards. It is one transaction:
   * the rows that the work writes and the changes that it makes to the document are kept together or not at all. Seals
   * are set and broken here. The work must be brief; what would ask for another connection to the database than its
   * transaction, or for a document in another way, throws `SecondConnectionError` (storage/held-transaction.ts).
   */
  exclusively<T>(article: ArticleId, work: (held: HeldArticle) => Promise<T>): Promise<T>;
  /** Calls back after a committed change, at most every second for an article, and once more when it goes quiet. */
  onChanged(listener: (article: ArticleId, editor: UserId | null) => void): void;
}

/** Admission refused a change of the server's own, for instance because the document would become too large. */
export class ChangeRefusedError extends Error {
  override readonly name = 'ChangeRefusedError';
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** The documents for who may also end a quarantine: see quarantine.ts. */
export interface RecoverableDocuments extends Documents {
  /**
   * Ends an article's quarantine: it is written on from its last good state, and the rows that can't be read stay aside.
   * `within` runs in the same transaction. Gives false where the article is in none.
   */
  continueFromLastGood(
    article: ArticleId,
    by: UserId,
    within: (transaction: Transaction<Tables>) => Promise<void>,
  ): Promise<boolean>;
}

/** An article that nobody else can change for the moment. */
export interface HeldArticle {
  readonly transaction: Transaction<Tables>;
  /** The document as the journal has it, with what was changed here; to be changed by `change` only. */
  readonly doc: Y.Doc;
  /**
   * As `Documents.change`; it arrives with everybody after the commit. Sections are sealed that the transaction sees
   * sealed: who may break a seal breaks it first.
   */
  change<T>(author: UserId | null, change: (doc: Y.Doc) => T): Promise<T>;
}
