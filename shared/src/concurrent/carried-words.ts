// One's own words in a block that a colleague moves, splits, joins or turns into something else at the same moment. The
// colleague's copy of the block was made without them, and what they stood in is gone: they are put where it went.
import * as Y from 'yjs';
import { correcting } from './article-undo.ts';
import { cameRuns, type Run, Targets } from './copies.ts';
import { insertAt, insertWords } from './insert-words.ts';
import { secondCopies } from './moved-once.ts';
import { type Difference, difference, type MovedText, movedTexts, newBlocks } from './moved-texts.ts';
import { OwnErasures } from './own-erasures.ts';
import { type Span, sliceSpans, spanOf } from './spans.ts';
import { type Stretch, TransactionView } from './transaction-view.ts';

/** Carries this client's words along from now on, before any editor shows what came; gives what ends it. */
export function carryWords(doc: Y.Doc): () => void {
  const erasures = new OwnErasures();
  const onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.local || !transaction.beforeState.has(doc.clientID)) return;
    const view = new TransactionView(transaction);
    const blocks = newBlocks(view);
    const second = secondCopies(doc, blocks);
    if (second.length > 0) {
      doc.transact((correction) => {
        for (const item of second) item.delete(correction);
        const gone = new TransactionView(correction);
        for (const move of copiesOf(gone, blocks)) complete(correction, move);
      }, correcting);
    }
    const moves = copiesOf(view, blocks);
    const done = new Set(moves.map(({ gone }) => gone));
    const came = cameRuns(view);
    const passages = came.length === 0 ? [] : passagesIn(view).filter((passage) => !done.has(passage.in));
    const lost = passages.flatMap((passage) => lostFrom(passage, came, doc.clientID));
    const changed = moves.filter(({ lacking, surplus }) => lacking.length + surplus.length > 0);
    if (lost.length + changed.length === 0) return;
    doc.transact((correction) => {
      for (const move of changed) complete(correction, move);
      // Of several behind one character each is put right behind it: the first comes last.
      for (const one of lost.filter(({ side }) => side === 'before')) carry(correction, one);
      for (const one of lost.filter(({ side }) => side === 'after').reverse()) carry(correction, one);
    }, correcting);
  };
  const copiesOf = (gone: TransactionView, blocks: ReadonlyMap<unknown, Y.XmlElement>) =>
    movedTexts(gone, blocks).flatMap((text) => {
      const found = difference(gone, text, doc.clientID, erasures);
      return found ? [{ ...text, ...found }] : [];
    });
  const onOwn = (transaction: Y.Transaction): void => {
    if (transaction.local && transaction.origin !== correcting) erasures.note(transaction);
  };
  doc.on('beforeObserverCalls', onTransaction);
  doc.on('afterTransaction', onOwn);
  return () => {
    doc.off('beforeObserverCalls', onTransaction);
    doc.off('afterTransaction', onOwn);
  };
}

/** Makes the copy of a block say what the block said here. */
function complete(
  transaction: Y.Transaction,
  { came, block, lacking, surplus }: MovedText & Difference,
): void {
  const text = came ?? new Y.XmlText();
  if (came === null) block.insert(0, [text]);
  // From the end to the start, so that places stay what they are.
  const works = [
    ...surplus.map(({ at, length }) => ({ at, run: () => text.delete(at, length) })),
    ...lacking.toReversed().map(({ at, stretch, from, words }) => ({
      at,
      run: () => {
        const put = insertAt(text, at, words, stretch.before ?? new Map());
        if (put) follow(transaction, stretch.item, from, words.length, put);
      },
    })),
  ].toSorted((one, other) => other.at - one.at);
  for (const { run } of works) run();
}

/** Characters of one text that went together, and own ones among them that may be new to whoever took them away. */
interface Passage {
  in: Y.XmlText;
  whole: boolean;
  stretches: Stretch[];
}

/** Own words, and the character of the copy that they belong beside. */
interface Lost {
  stretch: Stretch;
  from: number;
  words: string;
  beside: Y.ID;
  side: 'before' | 'after';
}

function passagesIn(view: TransactionView): Passage[] {
  const own = view.transaction.doc.clientID;
  return view.texts().flatMap((text) => {
    const whole = text._item?.deleted ?? false;
    const stood = view.stretches(text).filter(({ before }) => before !== null);
    const passages: Passage[] = [];
    let open: Stretch[] = [];
    const close = (atEnd: boolean): void => {
      // Own words beside what stays have not lost their place.
      const last = atEnd ? open.length : open.findLastIndex(({ after }) => after === null) + 1;
      if (last > 0) passages.push({ in: text, whole, stretches: open.slice(0, last) });
      open = [];
    };
    for (const stretch of stood) {
      if (stretch.after === null) open.push(stretch);
      else if (stretch.item.id.client === own && open.length > 0) open.push(stretch);
      else close(false);
    }
    close(true);
    return passages;
  });
}

/** What of a passage is in no copy of it: of the own words only those that came last can be new to a colleague. */
function lostFrom(passage: Passage, came: readonly Run[], own: number): Lost[] {
  const clocks = passage.stretches
    .flatMap(({ item }) => (item.id.client === own ? charactersOf(spanOf(item)) : []))
    .toSorted((one, other) => other - one);
  for (let unknown = 0; unknown <= clocks.length; unknown += 1) {
    const since = unknown === 0 ? Number.POSITIVE_INFINITY : (clocks[unknown - 1] ?? 0);
    const known = passage.stretches.map(({ item, text }) => knownPart(item, text, own, since)).join('');
    const target = new Targets(came).take({ in: passage.in, text: known, whole: passage.whole });
    if (target) return unknown === 0 ? [] : placed(passage, own, since, target);
  }
  return [];
}

function placed(passage: Passage, own: number, since: number, target: { run: Run; at: number }): Lost[] {
  const lost: Lost[] = [];
  let at = target.at;
  for (const stretch of passage.stretches) {
    const { item, text } = stretch;
    const known = knownPart(item, text, own, since).length;
    at += known;
    if (known === text.length) continue;
    const side = at > target.at ? 'after' : 'before';
    const [span] = sliceSpans(
      target.run.spans,
      side === 'after' ? at - 1 : at,
      side === 'after' ? at : at + 1,
    );
    if (!span) continue;
    const beside = Y.createID(span.client, span.clock);
    lost.push({ stretch, from: known, words: text.slice(known), beside, side });
  }
  return lost;
}

function knownPart({ id }: Y.Item, text: string, own: number, since: number): string {
  return id.client === own ? text.slice(0, Math.max(0, since - id.clock)) : text;
}

function carry(transaction: Y.Transaction, { stretch, from, words, beside, side }: Lost): void {
  const put = insertWords(transaction, beside, side, words, stretch.before ?? new Map());
  if (put) follow(transaction, stretch.item, from, words.length, put);
}

/** Undo follows the words to where they are now; for that Yjs must not forget where they were. */
function follow(transaction: Y.Transaction, { id }: Y.Item, from: number, length: number, put: Y.ID): void {
  const first = Y.createID(id.client, id.clock + from);
  const item = Y.getItemCleanStart(transaction, first);
  if (item.length > length)
    Y.getItemCleanEnd(transaction, transaction.doc.store, Y.createID(id.client, first.clock + length - 1));
  if (!item.deleted) item.delete(transaction);
  item.redone = put;
  for (
    let at: Y.Item | null = item;
    at !== null;
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null
  ) {
    at.keep = true;
  }
}

function charactersOf({ clock, length }: Span): number[] {
  return Array.from({ length }, (_, offset) => clock + offset);
}
