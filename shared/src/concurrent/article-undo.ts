// The undo of an article that several people write at once. Yjs takes back items; what people mean is words, formatting and
// places. So each step remembers what it formatted and what it moved, and what Yjs made of an undo is corrected in the
// same transaction.
import * as Y from 'yjs';
import { mayTakeBack } from '../article/own-text.ts';
import { deleteCharacter, deleteSetOf, idAt, type Span, spanOf, standingSpans } from '../yjs/spans.ts';
import { broughtBackAs, eachDeleted, itemAt } from '../yjs/structs.ts';
import { TransactionView } from '../yjs/transaction-view.ts';
import { type Copy, copiesIn } from './copies.ts';
import {
  type FormatPair,
  type FormatRecord,
  formatRecord,
  needlessEnds,
  withoutOvertaken,
} from './formats.ts';
import { mendCopies } from './mend-copies.ts';
import { mendFormats, mendSpread } from './mend-formats.ts';
import { dropSecondCopies, type Restored, restoredBy } from './restored-once.ts';
import { keepLost } from './undo-losses.ts';

type StackItem = NonNullable<Y.UndoManager['currStackItem']>;
type Popped = Parameters<Y.UndoManager['emit']>;

/** What a step of undo remembers beside what Yjs does. */
interface StepRecord extends FormatRecord {
  copies: Copy[];
  /** What the document held of each client right after the step. */
  known: ReadonlyMap<number, number>;
}

const recordKey = 'galley';

/** Set on transactions that correct what came from others; none of them is a step of undo. */
export const correcting = Symbol('correcting');

export interface ArticleUndoOptions {
  doc: Y.Doc;
  trackedOrigins: Set<unknown>;
  /** How long a pause ends a step, in milliseconds. */
  captureTimeout: number;
  /** The origin of what arrives from the server, where it changes the document in this person's name too. */
  server?: unknown;
}

/** Yjs' undo manager, corrected: it takes words and formats back, and leaves what others did. */
export class ArticleUndo extends Y.UndoManager {
  /** What was brought back here, for as long as somebody else may bring it back too. */
  #restored: Restored[] = [];
  /** Events that wait for the end of the transaction that they are about. */
  #held: Popped[] | null = null;
  /** Yjs client ids under which the server changes the document in this person's name, with the characters that go then. */
  #awaited: Map<number, readonly Span[]>;
  #server: unknown;

  constructor(
    scope: Y.AbstractType<unknown>[],
    { doc, trackedOrigins, captureTimeout, server = null }: ArticleUndoOptions,
  ) {
    let current: Y.Transaction | null = null;
    const awaited = new Map<number, readonly Span[]>();
    super(scope, {
      doc,
      trackedOrigins: server === null ? trackedOrigins : new Set([...trackedOrigins, server]),
      captureTimeout,
      deleteFilter: (item) => mayTakeBack(item, doc.clientID),
      captureTransaction: (transaction) => {
        if (server !== null && transaction.origin === server && shareOf(awaited, transaction) === 'none')
          return false;
        current = transaction;
        return true;
      },
    });
    this.#awaited = awaited;
    this.#server = server;
    const onStep = ({ stackItem, origin }: { stackItem: StackItem; origin: unknown }) => {
      if (!current) return;
      const isFromServer = server !== null && origin === server;
      if (isFromServer && shareOf(awaited, current) === 'some') narrow(stackItem, awaited, current);
      else remember(stackItem, new TransactionView(current));
      if (isFromServer) this.stopCapturing();
    };
    this.on('stack-item-added', onStep);
    this.on('stack-item-updated', onStep);
    doc.on('beforeObserverCalls', this.#onTransaction);
  }

  /**
   * Makes what arrives from the server under this Yjs client id a step of undo, as if it was done here; `going` are the characters
   * that it takes away.
   */
  await(client: number, going: readonly Span[]): void {
    this.#awaited.set(client, going);
  }

  override undo(): StackItem | null {
    return this.#pop('undoing', () => super.undo());
  }

  override redo(): StackItem | null {
    return this.#pop('redoing', () => super.redo());
  }

  override destroy(): void {
    this.doc.off('beforeObserverCalls', this.#onTransaction);
    super.destroy();
  }

  override emit(...event: Popped): void {
    if (this.#held && event[0] === 'stack-item-popped') this.#held.push(event);
    else super.emit(...event);
  }

  #pop(flag: 'undoing' | 'redoing', pop: () => StackItem | null): StackItem | null {
    const held: Popped[] = [];
    this.#held = held;
    try {
      return this.doc.transact((transaction) => {
        const step = pop();
        if (step) this.#mend(transaction, step);
        // Yjs reads it at the transaction's end, which is further out than it knows.
        this[flag] = true;
        return step;
      }, this);
    } finally {
      this[flag] = false;
      this.#held = null;
      for (const event of held) super.emit(...event);
    }
  }

  #mend(transaction: Y.Transaction, step: StackItem): void {
    const record = recordOf(step);
    this.#finish(transaction, step);
    mendCopies(new TransactionView(transaction), record.copies, record.known);
    keepLost(new TransactionView(transaction), record.copies);
    const restored = restoredBy(new TransactionView(transaction), step.deletions);
    this.#restored.push(...dropSecondCopies(transaction, restored, true));
    mendFormats(new TransactionView(transaction), record);
  }

  /**
   * Takes away what the step had inserted and Yjs left: of words that were brought back once and then cut in two, it
   * follows the first piece only.
   */
  #finish(transaction: Y.Transaction, step: StackItem): void {
    const left: Span[] = [];
    eachDeleted(transaction, step.insertions, (item) => {
      if (broughtBackAs(item) === null) return;
      if (item.content instanceof Y.ContentString) left.push(...standingSpans(this.doc, spanOf(item)));
    });
    for (const span of left) {
      for (let offset = 0; offset < span.length; offset += 1) {
        const item = itemAt(this.doc, idAt(span, offset));
        if (item && !item.deleted && this.#isInScope(item)) deleteCharacter(transaction, idAt(span, offset));
      }
    }
  }

  #isInScope(item: Y.Item): boolean {
    return this.scope.some((type) => type instanceof Y.AbstractType && Y.isParentOf(type, item));
  }

  /** What came from others, before any editor shows it. */
  #onTransaction = (transaction: Y.Transaction): void => {
    const { local, origin } = transaction;
    const isFromServer = origin !== null && origin === this.#server;
    const share = isFromServer ? shareOf(this.#awaited, transaction) : 'none';
    // What went before is a step of its own.
    if (share !== 'none') this.stopCapturing();
    const isOwn = isFromServer ? share === 'all' : this.trackedOrigins.has(origin);
    if (local || isOwn || origin === this || origin === correcting) return;
    if (!transaction.beforeState.has(this.doc.clientID)) return;
    const records = [...this.undoStack, ...this.redoStack].map(recordOf);
    const pairs = records.flatMap((record): FormatPair[] => record.pairs);
    const view = new TransactionView(transaction);
    for (const record of records) record.changes = withoutOvertaken(view, record.changes);
    const ends = needlessEnds(view, pairs);
    this.doc.transact((correction) => {
      for (const item of ends) item.delete(correction);
      this.#restored = dropSecondCopies(correction, this.#restored, false);
      mendSpread(view);
    }, correcting);
  };
}

/** How much of what a transaction brought is under these client ids. What arrives may hold edits of several people. */
function shareOf(
  clients: ReadonlyMap<number, unknown>,
  { beforeState, afterState }: Y.Transaction,
): 'none' | 'some' | 'all' {
  const writers = [...afterState].filter(([client, clock]) => clock > (beforeState.get(client) ?? 0));
  const own = writers.filter(([client]) => clients.has(client));
  if (own.length === 0) return 'none';
  return own.length === writers.length ? 'all' : 'some';
}

/** Takes what others did in the same transaction out of a step. */
function narrow(
  step: StackItem,
  awaited: ReadonlyMap<number, readonly Span[]>,
  { beforeState, afterState }: Y.Transaction,
): void {
  const own = [...awaited.keys()].filter(
    (client) => (afterState.get(client) ?? 0) > (beforeState.get(client) ?? 0),
  );
  const others = [...step.insertions.clients.keys()].filter((client) => !own.includes(client));
  for (const client of others) step.insertions.clients.delete(client);
  step.deletions = deleteSetOf(own.flatMap((client) => awaited.get(client) ?? []));
  recordOf(step).known = afterState;
}

function remember(step: StackItem, view: TransactionView): void {
  const record = recordOf(step);
  const { changes, pairs, lost } = formatRecord(view);
  record.changes = [...record.changes, ...changes];
  record.pairs = [...record.pairs, ...pairs];
  record.lost = [...record.lost, ...lost];
  record.known = view.transaction.afterState;
  record.copies = [...record.copies, ...copiesIn(view)];
}

function recordOf({ meta }: StackItem): StepRecord {
  const known: StepRecord | undefined = meta.get(recordKey);
  if (known) return known;
  const fresh: StepRecord = { changes: [], pairs: [], lost: [], copies: [], known: new Map() };
  meta.set(recordKey, fresh);
  return fresh;
}
