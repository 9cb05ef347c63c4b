// One's own words in a block that a colleague moves, splits, joins or turns into something else at the same moment. The
// colleague's copy of the block was made without them, and what they stood in is gone: they are put where it went.
import * as Y from 'yjs';
import { itemsOf, typeIn } from '../yjs/items.ts';
import { deleteCharacter, idAt, includes, keyOf, type Span, textOf } from '../yjs/spans.ts';
import { cutOut, noteBroughtBack } from '../yjs/structs.ts';
import { TransactionView } from '../yjs/transaction-view.ts';
import { hasPassageOf } from './alignment.ts';
import { correcting } from './article-undo.ts';
import { blockIdOf, cameRuns, copiesIn } from './copies.ts';
import { correct } from './corrections.ts';
import { RecentWords } from './displaced.ts';
import { insertAt, insertWords } from './insert-words.ts';
import { isBlock, type Lost, lostFrom, passagesIn } from './lost-words.ts';
import { putAgain, roomWords, unseenWords } from './made-room.ts';
import { deleteWithEmpty, OwnCopies } from './moved-once.ts';
import {
  type Difference,
  difference,
  type MovedText,
  movedTexts,
  newBlocks,
  type OwnWork,
  WaitingTexts,
  withStanding,
} from './moved-texts.ts';
import { overtaken } from './overtaken.ts';
import { madeBlocks, putBeside } from './own-blocks.ts';
import { OwnErasures } from './own-erasures.ts';
import { OwnFormats, setFormats } from './own-formats.ts';
import { dropLetters, OwnPieces } from './own-pieces.ts';
import { OwnWords } from './own-words.ts';

/** More than anybody makes in a second. */
const mostOwnCopies = 500;

/**
 * Carries this client's words along from now on, before any editor shows what came; gives what ends it. `sentBefore` says from
 * which of this client's clocks on nothing has been taken in by the server, so that nobody has seen it.
 */
export function carryWords(doc: Y.Doc, sentBefore = () => Number.POSITIVE_INFINITY): () => void {
  const words = new OwnWords(doc);
  const copies = new OwnCopies(doc, words);
  const waiting = new WaitingTexts();
  const pieces = new OwnPieces(doc);
  const recent = new RecentWords();
  /** What one's own splits and the like have copied lately: nobody began to write that. */
  let ownCopies: Span[] = [];
  const own: OwnWork = {
    words,
    erasures: new OwnErasures(),
    formats: new OwnFormats(words),
    given: new Set(),
    staying: new Set(),
  };
  const onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.local || !transaction.beforeState.has(doc.clientID)) return;
    const view = new TransactionView(transaction);
    own.formats.overtake(view);
    const blocks = newBlocks(view);
    const second = copies.second(blocks);
    if (second.length > 0) {
      correct(transaction, (correction) => {
        copies.drop(second, correction);
        const gone = new TransactionView(correction);
        for (const move of changesIn(movedTexts(gone, withStanding(gone, blocks), own.erasures)))
          complete(correction, move, words);
      });
    }
    const missing = copies.missing(view);
    if (missing.length > 0) correct(transaction, () => copies.bringBack(missing));
    const twice = pieces.second(view);
    own.given = new Set(twice.own.map(keyOf));
    own.staying = new Set(twice.theirs.map(keyOf));
    if (twice.own.length > 0) correct(transaction, (correction) => dropLetters(correction, twice.own));
    const rooms = roomWords(view, own.words);
    const made = madeBlocks(view);
    const within = textsWithin([...made.flatMap((one) => one.made), ...rooms.map(({ block }) => block)]);
    const standing = withStanding(view, blocks);
    const all = cameRuns(view);
    const moves = changesIn([...movedTexts(view, standing, own.erasures), ...waiting.take(blocks)]).filter(
      // What was split, too, is in several copies.
      (move) =>
        !move.elsewhere.some((piece) =>
          all.some((run) => run.whole && run.in !== move.came && hasPassageOf(piece, run)),
        ),
    );
    waiting.note(view, standing, own);
    const done = new Set(moves.map(({ gone }) => gone));
    const copied = new Set(moves.map(({ came: copy }) => copy));
    const came = [...all.filter((run) => !copied.has(run.in)), ...moves.flatMap(({ more }) => more)];
    const passages =
      came.length === 0
        ? []
        : passagesIn(view, words).filter((passage) => !done.has(passage.in) && !within.has(passage.in));
    const freshFrom = Math.min(recent.freshFrom(), sentBefore());
    const { lost, erased, formats, copied: found } = lostFrom(passages, came, own, freshFrom);
    const isKnown = (text: Y.XmlText) =>
      done.has(text) || found.has(text) || within.has(text) || standing.has(blockIdOf(text));
    const isTyped = (id: Y.ID) => !ownCopies.some((span) => includes(span, id));
    const left = unseenWords(view, { own: own.words, unseenFrom: freshFrom, isKnown, isTyped });
    const changed = moves.filter(
      (move) => move.kept || move.lacking.length + move.surplus.length + move.formats.length > 0,
    );
    const late = overtaken(view, ({ item }) => {
      return own.words.isOwn(item.id) && own.words.originOf(item.id).clock >= freshFrom;
    });
    const works = [lost, erased, formats, changed, rooms, left, late, made];
    if (works.every(({ length }) => length === 0)) return;
    correct(transaction, (correction) => {
      for (const one of rooms) putAgain(one, (...where) => follow(correction, words, ...where));
      for (const one of left) {
        const block = putAgain(one, (...where) => follow(correction, words, ...where));
        waiting.noteKept(one.block, block);
      }
      for (const { kept } of changed) if (kept) deleteWithEmpty(kept, correction);
      for (const move of changed) complete(correction, move, words);
      setFormats(doc, formats);
      for (const { words: all, by } of late)
        for (const stretch of all)
          carry(correction, { stretch, from: 0, words: stretch.text, beside: by, side: 'before' }, words);
      // Of several behind one character each is put right behind it: the first comes last.
      for (const one of lost.filter(({ side }) => side === 'before')) carry(correction, one, words);
      for (const one of lost.filter(({ side }) => side === 'after').reverse()) carry(correction, one, words);
      for (const id of erased) deleteCharacter(correction, id);
      for (const one of made)
        putBeside(view, one, (from, to) => {
          noteBroughtBack(from, to.id);
        });
    });
  };
  const changesIn = (texts: readonly MovedText[]) =>
    texts.flatMap((text) => {
      const found = difference(text, own);
      return found ? [{ ...text, ...found }] : [];
    });
  const onOwn = (transaction: Y.Transaction): void => {
    if (!transaction.local || transaction.origin === correcting) return;
    recent.note(transaction.beforeState.get(doc.clientID) ?? 0);
    const copied = transaction.deleteSet.clients.size > 0 ? copiesIn(new TransactionView(transaction)) : [];
    ownCopies = [...ownCopies, ...copied.map(({ came }) => came)].slice(-mostOwnCopies);
    // What is joined to another block or split off stands nowhere else: whoever did it brings it along.
    own.words.note(copied.filter(({ gone, came }) => isOfSameBlock(doc, gone, came)));
    pieces.note(copied);
    own.erasures.note(transaction);
    own.formats.note(transaction);
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
  { came, block, lacking, surplus, formats }: MovedText & Difference,
  own: OwnWords,
): void {
  setFormats(transaction.doc, formats);
  const text = came ?? new Y.XmlText();
  if (came === null) block.insert(0, [text]);
  // From the end to the start, so that places stay what they are.
  const works = [
    ...surplus.map(({ at, length }) => ({ at, run: () => text.delete(at, length) })),
    ...lacking.toReversed().map(({ at, stretch, from, words }) => ({
      at,
      run: () => {
        const put = insertAt(text, at, words, stretch.before ?? new Map());
        if (put) follow(transaction, own, stretch.item, from, words.length, put);
      },
    })),
  ].toSorted((one, other) => other.at - one.at);
  for (const { run } of works) run();
}

function isOfSameBlock(doc: Y.Doc, gone: Span, came: Span): boolean {
  const [from, to] = [textOf(doc, idAt(gone, 0)), textOf(doc, idAt(came, 0))];
  return from !== null && to !== null && isBlock(to, blockIdOf(from));
}

function carry(
  transaction: Y.Transaction,
  { stretch, from, words, beside, side }: Lost,
  own: OwnWords,
): void {
  const put = insertWords(transaction, beside, side, words, stretch.before ?? new Map());
  if (put) follow(transaction, own, stretch.item, from, words.length, put);
}

/** Undo follows the words to where they are now; for that Yjs must not forget where they were. */
function follow(
  transaction: Y.Transaction,
  words: OwnWords,
  { id }: Y.Item,
  from: number,
  length: number,
  put: Y.ID,
): void {
  const first = Y.createID(id.client, id.clock + from);
  for (let offset = 0; offset < length; offset += 1)
    words.noteCopy(idAt({ ...first, length }, offset), idAt({ ...put, length }, offset));
  const item = cutOut(transaction, first, length);
  if (item === null) return;
  if (!item.deleted) item.delete(transaction);
  noteBroughtBack(item, put);
}

/** All texts in blocks that are put elsewhere as a whole. */
function textsWithin(blocks: readonly Y.XmlElement[]): Set<unknown> {
  const texts = new Set<unknown>();
  const add = (parent: Y.XmlElement): void => {
    for (const item of itemsOf(parent)) {
      const type = typeIn(item);
      if (type instanceof Y.XmlText) texts.add(type);
      if (type instanceof Y.XmlElement) add(type);
    }
  };
  for (const block of blocks) add(block);
  return texts;
}
