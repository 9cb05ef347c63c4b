// Documents as the other features use them: what the server itself reads and writes takes the way of every edit.
import { holdsUnshared, shareTexts } from '@galley/shared/article/share-texts.ts';
import {
  type ArticleId,
  articleOfDocumentName,
  type DocumentName,
  documentNameOf,
  type UserId,
} from '@galley/shared/ids.ts';
import type { Hocuspocus, LocalTransactionOrigin } from '@hocuspocus/server';
import type { Transaction } from 'kysely';
import * as Y from 'yjs';
import { ProblemError } from '../http/problem.ts';
import { refuseWhileHolding } from '../storage/held-transaction.ts';
import type { Tables } from '../storage/tables.ts';
import type { Refusal } from './admission.ts';
import { ChangeRefusedError, type HeldArticle, type RecoverableDocuments } from './documents.ts';
import { type Journal, SealedError } from './journal.ts';
import { createDocument } from './new-document.ts';
import type { Nodes } from './nodes.ts';
import type { Admitted, Room } from './room.ts';
import type { WriteAhead } from './write-ahead.ts';

const quietMs = 1000;

type Listener = (article: ArticleId, editor: UserId | null) => void;

/** Thrown for an article that has no document. */
class NoDocumentError extends Error {
  override readonly name = 'NoDocumentError';
}

export interface ServerDocumentsOptions {
  hocuspocus: Pick<Hocuspocus, 'openDirectConnection'>;
  journal: Journal;
  rooms: ReadonlyMap<string, Room>;
  nodes: Nodes;
  writeAhead: WriteAhead;
  /** Called when a room's quarantine has ended. */
  onContinued(room: Room): void;
}

/** A change that is in the transaction and comes into the document after its commit. */
interface Entered {
  admitted: Admitted;
  position: number;
  author: UserId | null;
}

const byTheServer: LocalTransactionOrigin = { source: 'local' };

export class ServerDocuments implements RecoverableDocuments {
  #options: ServerDocumentsOptions;
  #listeners: Listener[] = [];
  #changed = new Map<DocumentName, { timer: NodeJS.Timeout; editor: UserId | null }>();

  constructor(options: ServerDocumentsOptions) {
    this.#options = options;
  }

  async create(
    transaction: Transaction<Tables>,
    article: ArticleId,
    author: UserId | null,
    fill: (doc: Y.Doc) => void,
  ): Promise<void> {
    await createDocument(this.#options.journal, transaction, { article, author, fill });
  }

  async read<T>(article: ArticleId, read: (doc: Y.Doc, position: number) => T): Promise<T> {
    refuseWhileHolding('Reading a document');
    const { journal, nodes, rooms } = this.#options;
    const name = documentNameOf(article);
    const room = rooms.get(name);
    if (room) {
      if (nodes.areSeveral) await nodes.catchUp(room);
      if (!room.document.isDestroyed) return read(room.document, room.positions.contiguous);
    }
    const journaled = await journal.load(name);
    if (!journaled) throw new NoDocumentError(name);
    const doc = copyOf(journaled.state);
    try {
      return read(doc, journaled.position);
    } finally {
      doc.destroy();
    }
  }

  async change<T>(article: ArticleId, author: UserId | null, change: (doc: Y.Doc) => T): Promise<T> {
    const { nodes, writeAhead } = this.#options;
    return await this.#inRoom(article, async (room) => {
      if (nodes.areSeveral) await nodes.catchUp(room);
      const copy = copyOf(Y.encodeStateAsUpdate(room.document));
      try {
        const { result, update } = changed(copy, change);
        if (update === null) return result;
        const refusal = await writeAhead.enter(room, { update, author, trusted: true, origin: byTheServer });
        if (refusal) throw errorOf(refusal);
        return result;
      } finally {
        copy.destroy();
      }
    });
  }

  async exclusively<T>(article: ArticleId, work: (held: HeldArticle) => Promise<T>): Promise<T> {
    return await this.#inRoom(article, (room) => room.hold(() => this.#transact(room, work)));
  }

  /**
   * Makes shared texts of the words of pictures in an article of an older schema. Nothing that readers see changes, so nobody is
   * notified of a change. Sections that are sealed stay as they are until they are reopened.
   */
  async shareTexts(article: ArticleId): Promise<void> {
    await this.#inRoom(article, async (room) => {
      if (room.quarantine !== null || !holdsUnshared(room.document, room.sealed)) return;
      await room.hold(() =>
        this.#transact(room, ({ change }) => change(null, (doc) => shareTexts(doc, room.sealed)), false),
      );
    });
  }

  async continueFromLastGood(
    article: ArticleId,
    by: UserId,
    within: (transaction: Transaction<Tables>) => Promise<void>,
  ): Promise<boolean> {
    const { journal, nodes, onContinued } = this.#options;
    return await this.#inRoom(article, async (room) => {
      const position = await journal.exclusively(room.name, async (transaction) => {
        const ended = await journal.endQuarantine(transaction, room.name, by);
        if (ended !== null) await within(transaction);
        return ended;
      });
      if (position === null) return false;
      room.goOn(position);
      nodes.shareGoingOn(room);
      onContinued(room);
      return true;
    });
  }

  onChanged(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** An edit of this author has been committed: listeners hear of it within a second. */
  noteChange(document: DocumentName, editor: UserId | null): void {
    const waiting = this.#changed.get(document);
    if (waiting) {
      waiting.editor = editor ?? waiting.editor;
      return;
    }
    const timer = setTimeout(() => this.#notify(document), quietMs);
    this.#changed.set(document, { timer, editor });
  }

  /** Tells listeners of what they have not heard yet. */
  close(): void {
    for (const document of [...this.#changed.keys()]) this.#notify(document);
  }

  /** Runs the work with the article's room, which stays open until it is done. */
  async #inRoom<T>(article: ArticleId, work: (room: Room) => Promise<T>): Promise<T> {
    refuseWhileHolding('Changing or holding a document');
    const { hocuspocus, journal, rooms } = this.#options;
    const name = documentNameOf(article);
    if (!(await journal.has(name))) throw new NoDocumentError(name);
    const connection = await hocuspocus.openDirectConnection(name, {});
    try {
      const room = rooms.get(name);
      if (!room) throw new NoDocumentError(name);
      return await work(room);
    } finally {
      await connection.disconnect();
    }
  }

  async #transact<T>(room: Room, work: (held: HeldArticle) => Promise<T>, tells = true): Promise<T> {
    const { journal, nodes } = this.#options;
    const entered: Entered[] = [];
    return await room.seals.unlessItFails(async () => {
      try {
        const { result, sealed } = await journal.exclusively(room.name, async (transaction) => {
          await nodes.catchUp(room, transaction);
          const doc = copyOf(Y.encodeStateAsUpdate(room.document));
          let writer: UserId | null | undefined;
          try {
            const result = await work({
              transaction,
              doc,
              change: async (author, change) => {
                // A Yjs client id belongs to one person for good.
                if (writer !== undefined && writer !== author) doc.clientID = new Y.Doc().clientID;
                writer = author;
                const { result, update } = changed(doc, change);
                if (update !== null) entered.push(await this.#enter(room, transaction, update, author));
                return result;
              },
            });
            return { result, sealed: await journal.sealed(room.name, transaction) };
          } finally {
            doc.destroy();
          }
        });
        room.seals.learn(sealed);
        nodes.shareSeals(room);
        for (const { admitted, position, author } of entered) {
          const { update: bytes, clients } = admitted;
          room.arrive(admitted, byTheServer);
          nodes.share(room, { position, bytes, author, clients });
          if (tells) this.noteChange(room.name, author);
        }
        return result;
      } catch (error) {
        for (const { admitted } of entered.reverse()) room.withdraw(admitted);
        throw error;
      }
    });
  }

  async #enter(
    room: Room,
    transaction: Transaction<Tables>,
    update: Uint8Array,
    author: UserId | null,
  ): Promise<Entered> {
    const { journal } = this.#options;
    room.seals.learn(await journal.sealed(room.name, transaction));
    const admitted = room.admit(update, author, true);
    if (admitted.type === 'refused') throw errorOf(admitted.refusal);
    if (admitted.type === 'nothing-new') throw new Error('A change of the server brought nothing.');
    const { update: bytes, clients, touches } = admitted;
    try {
      const entry = { document: room.name, bytes, author, clients, touches };
      return { admitted, position: await journal.appendWithin(transaction, entry), author };
    } catch (error) {
      room.withdraw(admitted);
      throw error;
    }
  }

  #notify(document: DocumentName): void {
    const waiting = this.#changed.get(document);
    const article = articleOfDocumentName(document);
    if (!waiting || article === null) return;
    clearTimeout(waiting.timer);
    this.#changed.delete(document);
    for (const listener of this.#listeners) listener(article, waiting.editor);
  }
}

function copyOf(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
}

/** Runs a change on a copy; `update` is null where it changed nothing. */
function changed<T>(copy: Y.Doc, change: (doc: Y.Doc) => T) {
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array) => updates.push(update);
  copy.on('update', collect);
  try {
    const result = copy.transact(() => change(copy));
    return { result, update: updates.length === 0 ? null : Y.mergeUpdates(updates) };
  } finally {
    copy.off('update', collect);
  }
}

function errorOf({ reason, detail, sections }: Refusal): Error {
  if (reason === 'unreadable') return new ProblemError('unreadable-article', detail);
  return reason === 'sealed' ? new SealedError(sections) : new ChangeRefusedError(reason, detail);
}
