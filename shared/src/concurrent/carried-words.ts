// One's own words in a block that a colleague moves, splits, joins or turns into something else at the same moment. The
// colleague's copy of the block was made without them, and what they stood in is gone: they are put where it went.
import * as Y from 'yjs';
import { align, hasPassageOf, type RunPlace, slideGaps } from './alignment.ts';
import { correcting } from './article-undo.ts';
import { blockIdOf, cameRuns, copiesIn, type Run } from './copies.ts';
import { correct } from './corrections.ts';
import { insertAt, insertWords } from './insert-words.ts';
import { putBelow, roomWords } from './made-room.ts';
import { OwnCopies } from './moved-once.ts';
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
import { OwnErasures } from './own-erasures.ts';
import { type LackingFormat, OwnFormats, setFormats } from './own-formats.ts';
import { dropLetters, OwnPieces } from './own-pieces.ts';
import { OwnWords } from './own-words.ts';
import { deleteCharacter, idAt, type Span, sliceSpans, spanOf, textOf } from './spans.ts';
import { itemsOf, type Stretch, TransactionView } from './transaction-view.ts';

/** Carries this client's words along from now on, before any editor shows what came; gives what ends it. */
export function carryWords(doc: Y.Doc): () => void {
  const words = new OwnWords(doc);
  const copies = new OwnCopies(doc, words);
  const waiting = new WaitingTexts();
  const pieces = new OwnPieces(doc);
  const own: OwnWork = { words, erasures: new OwnErasures(), formats: new OwnFormats(words) };
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
        for (const move of changesIn(movedTexts(gone, withStanding(gone, blocks))))
          complete(correction, move, words);
      });
    }
    const missing = copies.missing(view);
    if (missing.length > 0) correct(transaction, () => copies.bringBack(missing));
    const twice = pieces.second(view);
    if (twice.length > 0) correct(transaction, (correction) => dropLetters(correction, twice));
    const rooms = roomWords(view, own.words);
    const standing = withStanding(view, blocks);
    const all = cameRuns(view);
    const moves = changesIn([...movedTexts(view, standing), ...waiting.take(blocks)]).filter(
      // What was split, too, is in several copies.
      (move) =>
        !move.elsewhere.some((piece) =>
          all.some((run) => run.whole && run.in !== move.came && hasPassageOf(piece, run)),
        ),
    );
    waiting.note(view, standing, own.words);
    const done = new Set(moves.map(({ gone }) => gone));
    const copied = new Set(moves.map(({ came: copy }) => copy));
    const came = all.filter((run) => !copied.has(run.in));
    const passages = came.length === 0 ? [] : passagesIn(view).filter((passage) => !done.has(passage.in));
    const { lost, erased, formats } = lostFrom(passages, came, doc.clientID, own);
    const changed = moves.filter(
      (move) => move.lacking.length + move.surplus.length + move.formats.length > 0,
    );
    if (lost.length + erased.length + formats.length + changed.length + rooms.length === 0) return;
    correct(transaction, (correction) => {
      for (const room of rooms) putBelow(room, (...where) => follow(correction, words, ...where));
      for (const move of changed) complete(correction, move, words);
      setFormats(doc, formats);
      // Of several behind one character each is put right behind it: the first comes last.
      for (const one of lost.filter(({ side }) => side === 'before')) carry(correction, one, words);
      for (const one of lost.filter(({ side }) => side === 'after').reverse()) carry(correction, one, words);
      for (const id of erased) deleteCharacter(correction, id);
    });
  };
  const changesIn = (texts: readonly MovedText[]) =>
    texts.flatMap((text) => {
      const found = difference(text, own);
      return found ? [{ ...text, ...found }] : [];
    });
  const onOwn = (transaction: Y.Transaction): void => {
    if (!transaction.local || transaction.origin === correcting) return;
    const copied = transaction.deleteSet.clients.size > 0 ? copiesIn(new TransactionView(transaction)) : [];
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
    let isStart = true;
    for (const stretch of stood) {
      const goes: boolean =
        stretch.after === null || (stretch.item.id.client === own && (isStart || open.length > 0));
      if (goes) open.push(stretch);
      else close(false);
      isStart &&= goes;
    }
    close(true);
    return passages;
  });
}

/** A character of a passage, and where it stands now. */
interface Character {
  stretch: Stretch;
  offset: number;
  place: RunPlace | null;
}

/**
 * What of the passages is in no copy of them. Whoever wrote a copy knew all that one had written before some moment: what is
 * older than something in the copy was left out of it on purpose.
 */
function lostFrom(
  passages: readonly Passage[],
  all: readonly Run[],
  own: number,
  { erasures, formats }: OwnWork,
): { lost: Lost[]; erased: Y.ID[]; formats: LackingFormat[] } {
  const concerned = passages.filter(
    (passage) =>
      erasures.has(passage.in) ||
      passage.stretches.some(({ item }) => item.id.client === own || formats.concerns(spanOf(item))),
  );
  const came = concerned.length > 0 ? inOrder(all) : [];
  const aligned = concerned.flatMap((passage) => {
    const characters = alignedTo(passage, came, own);
    return characters ? [{ passage, characters }] : [];
  });
  const known = new Map<number, number>();
  for (const { characters } of aligned) {
    for (const { stretch, offset, place } of characters) {
      const author = place?.run.spans[0]?.client;
      if (author === undefined || stretch.item.id.client !== own) continue;
      known.set(author, Math.max(known.get(author) ?? -1, stretch.item.id.clock + offset));
    }
  }
  return {
    lost: aligned.flatMap(({ characters }) => lostOf(characters, own, known)),
    erased: aligned.flatMap(({ passage, characters }) => erasedOf(characters, erasures.in(passage.in))),
    formats: aligned.flatMap(({ characters }) => formatsOf(characters, formats)),
  };
}

function formatsOf(characters: readonly Character[], formats: OwnFormats): LackingFormat[] {
  return characters.flatMap(({ stretch, offset, place }) => {
    const [copy] = place ? sliceSpans(place.run.spans, place.at, place.at + 1) : [];
    return copy ? formats.lacking(idAt(spanOf(stretch.item), offset), idAt(copy, 0)) : [];
  });
}

/** What stands in the copies of what one had erased when they were made. */
function erasedOf(characters: readonly Character[], erasures: ReturnType<OwnErasures['in']>): Y.ID[] {
  const found = new Map<Run, Set<number>>();
  for (const { place } of characters)
    if (place) found.set(place.run, (found.get(place.run) ?? new Set()).add(place.at));
  return [...found].flatMap(([run, places]) => {
    const ids: Y.ID[] = [];
    for (let from = 0; from < run.text.length; from += 1) {
      if (places.has(from) || !(from === 0 || places.has(from - 1))) continue;
      let to = from;
      while (to < run.text.length && !places.has(to)) to += 1;
      if (!erasures.take(run.text.slice(from, to))) continue;
      for (const span of sliceSpans(run.spans, from, to))
        for (let offset = 0; offset < span.length; offset += 1) ids.push(idAt(span, offset));
    }
    return ids;
  });
}

/** Null where no copy has come. */
function alignedTo(passage: Passage, came: readonly Run[], own: number): Character[] | null {
  const text = passage.stretches.map((stretch) => stretch.text).join('');
  const id = blockIdOf(passage.in);
  const candidates = came.filter(
    (run) =>
      // Words that are replaced by themselves within texts that stay are no copy.
      run.in !== passage.in &&
      (run.whole || passage.whole) &&
      (isBlock(run.in, id) || hasPassageOf(text, run)),
  );
  const places = align(text, candidates);
  const standing = passage.stretches.flatMap((stretch) =>
    Array.from({ length: stretch.text.length }, (_, offset) => ({ stretch, offset })),
  );
  // What others lack is one's own, and the newest of it.
  slideGaps(text, places, (index) => {
    const { stretch, offset } = standing[index] as (typeof standing)[number];
    return stretch.item.id.client === own ? stretch.item.id.clock + offset : -1e9;
  });
  const characters = standing.map((one, index): Character => ({ ...one, place: places[index] ?? null }));
  passOverOwn(characters, own);
  const found = characters.filter(({ place }) => place !== null);
  const others = characters.filter(({ stretch }) => stretch.item.id.client !== own).length;
  const copies = [...new Set(found.map(({ place }) => place?.run))].reduce(
    (sum, run) => sum + (run?.text.length ?? 0),
    0,
  );
  const isCopy = found.length * 2 >= Math.min(others === 0 ? Number.POSITIVE_INFINITY : others, copies);
  return found.length > 0 && isCopy ? characters : null;
}

/** Own letters that are found apart from all else of the passage are in the copy by chance. */
function passOverOwn(characters: Character[], own: number): void {
  const found = new Map<Run, Set<number>>();
  const hasOthers = new Set<Run>();
  for (const { place, stretch } of characters) {
    if (!place) continue;
    found.set(place.run, (found.get(place.run) ?? new Set()).add(place.at));
    if (stretch.item.id.client !== own) hasOthers.add(place.run);
  }
  if (hasOthers.size === 0) return;
  for (let start = 0; start < characters.length; ) {
    let end = start + 1;
    while (follows(characters[end - 1], characters[end])) end += 1;
    const piece = characters.slice(start, end);
    start = end;
    const [first] = piece;
    if (!first?.place || piece.some(({ stretch }) => stretch.item.id.client !== own)) continue;
    const { run, at } = first.place;
    const there = found.get(run);
    const isBeside = hasOthers.has(run) && (there?.has(at - 1) || there?.has(at + piece.length));
    const isAll = run.whole && piece.length === run.text.length;
    if (!isBeside && !isAll) for (const character of piece) character.place = null;
  }
}

function follows(one: Character | undefined, next: Character | undefined): boolean {
  return !!one?.place && one.place.run === next?.place?.run && one.place.at + 1 === next.place.at;
}

/** Runs as they stand in the document. */
function inOrder(runs: readonly Run[]): Run[] {
  const places = new Map(runs.map((run) => [run, placeOf(run.in)]));
  return runs.toSorted((one, other) => {
    const [a = [], b = []] = [places.get(one), places.get(other)];
    const at = a.findIndex((index, depth) => index !== b[depth]);
    return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? -1);
  });
}

/** The numbers of a text and of what is around it, each in its parent; other roots are told apart by nothing. */
function placeOf(text: Y.XmlText): number[] {
  const path: number[] = [];
  let at: Y.Item | null = text._item;
  while (at && at.parent instanceof Y.AbstractType) {
    let index = 0;
    for (const item of itemsOf(at.parent)) {
      if (item === at) break;
      index += 1;
    }
    path.unshift(index);
    at = at.parent._item;
  }
  return path;
}

function isOfSameBlock(doc: Y.Doc, gone: Span, came: Span): boolean {
  const [from, to] = [textOf(doc, idAt(gone, 0)), textOf(doc, idAt(came, 0))];
  return from !== null && to !== null && isBlock(to, blockIdOf(from));
}

function isBlock(text: Y.XmlText, id: unknown): boolean {
  return id !== null && blockIdOf(text) === id;
}

function lostOf(characters: readonly Character[], own: number, known: ReadonlyMap<number, number>): Lost[] {
  const lost: Lost[] = [];
  let last: { at: number; one: Lost } | null = null;
  characters.forEach(({ stretch, offset, place }, index) => {
    const { id } = stretch.item;
    if (place !== null || id.client !== own) return;
    const before = characters.slice(0, index).findLast((one) => one.place !== null)?.place;
    const anchor = before ?? characters.slice(index).find((one) => one.place !== null)?.place;
    const [span] = anchor ? sliceSpans(anchor.run.spans, anchor.at, anchor.at + 1) : [];
    if (!span || id.clock + offset <= (known.get(span.client) ?? -1)) return;
    const word = stretch.text.charAt(offset);
    if (last?.at === index - 1 && last.one.stretch === stretch) {
      last.one.words += word;
      last.at = index;
      return;
    }
    const one: Lost = {
      stretch,
      from: offset,
      words: word,
      beside: Y.createID(span.client, span.clock),
      side: before ? 'after' : 'before',
    };
    lost.push(one);
    last = { at: index, one };
  });
  return lost;
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
  const item: unknown = Y.getItemCleanStart(transaction, first);
  if (!(item instanceof Y.Item)) return;
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
