// One's own words in a block that a colleague moves, splits, joins or turns into something else at the same moment. The
// colleague's copy of the block was made without them, and what they stood in is gone: they are put where it went.
import * as Y from 'yjs';
import { isGone, itemOf, itemsOf, typeIn, upwards } from '../yjs/items.ts';
import { deleteCharacter, idAt, keyOf, type Span, sliceSpans, spanOf, textOf } from '../yjs/spans.ts';
import { cutOut, noteBroughtBack } from '../yjs/structs.ts';
import { type Stretch, TransactionView } from '../yjs/transaction-view.ts';
import {
  align,
  erasedBetween,
  findWithErased,
  hasPassageOf,
  type Mixed,
  type RunPlace,
  slideGaps,
  surplusIn,
  weightOf,
} from './alignment.ts';
import { correcting } from './article-undo.ts';
import { blockIdOf, cameRuns, copiesIn, type Run } from './copies.ts';
import { correct } from './corrections.ts';
import { displaced, RecentWords, type Standing } from './displaced.ts';
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
import { madeBlocks, putBeside } from './own-blocks.ts';
import { type ErasedLetter, OwnErasures } from './own-erasures.ts';
import { type LackingFormat, OwnFormats, setFormats } from './own-formats.ts';
import { dropLetters, OwnPieces } from './own-pieces.ts';
import { OwnWords } from './own-words.ts';

/** Carries this client's words along from now on, before any editor shows what came; gives what ends it. */
export function carryWords(doc: Y.Doc): () => void {
  const words = new OwnWords(doc);
  const copies = new OwnCopies(doc, words);
  const waiting = new WaitingTexts();
  const pieces = new OwnPieces(doc);
  const recent = new RecentWords();
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
    const within = textsWithin([...made.flatMap((one) => one.made), ...rooms.map(({ line }) => line)]);
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
    const { lost, erased, formats } = lostFrom(passages, came, own, recent.freshFrom());
    const changed = moves.filter(
      (move) => move.lacking.length + move.surplus.length + move.formats.length > 0,
    );
    const works = [lost, erased, formats, changed, rooms, made];
    if (works.every(({ length }) => length === 0)) return;
    correct(transaction, (correction) => {
      for (const room of rooms) putBelow(room, (...where) => follow(correction, words, ...where));
      for (const move of changed) complete(correction, move, words);
      setFormats(doc, formats);
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

function passagesIn(view: TransactionView, own: OwnWords): Passage[] {
  return view.texts().flatMap((text) => {
    const whole = isGone(text);
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
      const goes: boolean = stretch.after === null || (hasOwn(stretch, own) && (isStart || open.length > 0));
      if (goes) open.push(stretch);
      else close(false);
      isStart &&= goes;
    }
    close(true);
    return passages;
  });
}

function isOwn({ item }: Stretch, offset: number, own: OwnWords): boolean {
  return own.isOwn(idAt(spanOf(item), offset));
}

function hasOwn(stretch: Stretch, own: OwnWords): boolean {
  return [...stretch.text].some((_, offset) => isOwn(stretch, offset, own));
}

/** The higher, the later one has written it. */
function ageOf({ item }: Stretch, offset: number, own: OwnWords): number {
  return own.originOf(idAt(spanOf(item), offset)).clock;
}

/** A character of a passage, and where it stands now. */
interface Character {
  stretch: Stretch;
  offset: number;
  place: RunPlace | null;
}

interface Aligned {
  characters: Character[];
  erased: ErasedLetter[];
  /** Where erased letters stand again; null where they were not looked for. */
  back: RunPlace[] | null;
}

/**
 * What of the passages is in no copy of them. Whoever wrote a copy knew all that one had written before some moment: what is
 * older than something in the copy was left out of it on purpose.
 */
function lostFrom(
  passages: readonly Passage[],
  all: readonly Run[],
  { words: own, erasures, formats, given, staying }: OwnWork,
  freshFrom: number,
): { lost: Lost[]; erased: Y.ID[]; formats: LackingFormat[] } {
  const concerned = passages.filter(
    (passage) =>
      erasures.has(passage.in) ||
      passage.stretches.some((stretch) => hasOwn(stretch, own) || formats.concerns(spanOf(stretch.item))),
  );
  const came = concerned.length > 0 ? inOrder(all) : [];
  const aligned = concerned.flatMap((passage) => {
    return alignedTo(passage, came, own, erasures) ?? [];
  });
  const known = new Map<number, number>();
  for (const { characters } of aligned) {
    for (const { stretch, offset, place } of characters) {
      const author = place?.run.spans[0]?.client;
      if (author === undefined || !isOwn(stretch, offset, own)) continue;
      known.set(author, Math.max(known.get(author) ?? -1, ageOf(stretch, offset, own)));
    }
  }
  return {
    lost: aligned.flatMap(({ characters }) => lostOf(characters, own, { known, freshFrom, given })),
    erased: aligned.flatMap(erasedOf).filter((id) => !staying.has(keyOf(id))),
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
function erasedOf({ characters, erased, back }: Aligned): Y.ID[] {
  const found = [...characters.map(({ place }) => place), ...(back ?? [])];
  return [...new Set(found.map((place) => place?.run))].flatMap((run) => {
    if (!run) return [];
    const there = (all: readonly (RunPlace | null)[]) =>
      new Set(all.flatMap((place) => (place?.run === run ? [place.at] : [])));
    const taken = there(characters.map(({ place }) => place));
    const surplus = back
      ? surplusIn(run.text.length, taken, there(back))
      : erasedBetween(run.text, taken, erased);
    return surplus.flatMap(({ from, to }) =>
      sliceSpans(run.spans, from, to).flatMap((span) =>
        Array.from({ length: span.length }, (_, offset) => idAt(span, offset)),
      ),
    );
  });
}

/** Null where no copy has come. */
function alignedTo(
  passage: Passage,
  came: readonly Run[],
  own: OwnWords,
  erasures: OwnErasures,
): Aligned | null {
  const erased = erasures.in(passage.in, passage.stretches);
  const standing = passage.stretches.flatMap((stretch) =>
    Array.from({ length: stretch.text.length }, (_, offset) => ({
      stretch,
      offset,
      letter: stretch.text.charAt(offset),
      isOwn: isOwn(stretch, offset, own),
      age: ageOf(stretch, offset, own),
      stands: stretch.after !== null,
    })),
  );
  const id = blockIdOf(passage.in);
  const words = passage.stretches.map(({ text, after }) => (after === null ? text : '')).join('');
  const candidates = came.filter(
    (run) =>
      // Words that are replaced by themselves within texts that stay are no copy.
      run.in !== passage.in &&
      (run.whole || passage.whole) &&
      (isBlock(run.in, id) || hasPassageOf(words, run)),
  );
  const find = ({ text, characters: all }: Mixed<(typeof standing)[number]>) => {
    // What still stands is in no copy.
    const numbers = all.flatMap((one, number) => (one?.stands ? [] : [number]));
    const letters = numbers.map((number) => text.charAt(number)).join('');
    const found = align(letters, candidates);
    // What others lack is one's own, and the newest of it.
    slideGaps(letters, found, (index) => weightOf(all[numbers[index] ?? -1]));
    const places: (RunPlace | null)[] = all.map(() => null);
    for (const [index, number] of numbers.entries()) places[number] = found[index] ?? null;
    return places;
  };
  const isNext = (place: RunPlace, next: RunPlace) => next.run === place.run && next.at === place.at + 1;
  const { places, back } = findWithErased(standing, erased, find, isNext);
  const characters = standing.map(
    ({ stretch, offset }, index): Character => ({ stretch, offset, place: places[index] ?? null }),
  );
  passOverOwn(characters, own);
  const found = [...characters.map(({ place }) => place), ...(back ?? [])].filter((place) => place !== null);
  const others = (back ? erased.length : 0) + standing.filter((one) => !one.isOwn).length;
  const copies = [...new Set(found.map(({ run }) => run))].reduce((sum, run) => sum + run.text.length, 0);
  const isCopy = found.length * 2 >= Math.min(others === 0 ? Number.POSITIVE_INFINITY : others, copies);
  return found.length > 0 && isCopy ? { characters, back, erased } : null;
}

/** Own letters that are found apart from all else of the passage are in the copy by chance. */
function passOverOwn(characters: Character[], own: OwnWords): void {
  const found = new Map<Run, Set<number>>();
  const hasOthers = new Set<Run>();
  for (const { place, stretch, offset } of characters) {
    if (!place) continue;
    found.set(place.run, (found.get(place.run) ?? new Set()).add(place.at));
    if (!isOwn(stretch, offset, own)) hasOthers.add(place.run);
  }
  if (hasOthers.size === 0) return;
  for (let start = 0; start < characters.length; ) {
    let end = start + 1;
    while (follows(characters[end - 1], characters[end])) end += 1;
    const piece = characters.slice(start, end);
    start = end;
    const [first] = piece;
    if (!first?.place || piece.some(({ stretch, offset }) => !isOwn(stretch, offset, own))) continue;
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

/** The numbers of a text and of what is around it, each in its parent; other roots are distinguished by nothing. */
function placeOf(text: Y.XmlText): number[] {
  const path: number[] = [];
  for (const at of upwards(itemOf(text))) {
    if (!(at.parent instanceof Y.AbstractType)) break;
    let index = 0;
    for (const item of itemsOf(at.parent)) {
      if (item === at) break;
      index += 1;
    }
    path.unshift(index);
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

interface Known {
  /** By the author of a copy, the age of the newest of one's own characters in it. */
  known: ReadonlyMap<number, number>;
  /** The age from which on one's own characters are fresh (`RecentWords`). */
  freshFrom: number;
  /** Characters that somebody else's copy says in place of one's own. */
  given: ReadonlySet<string>;
}

function lostOf(characters: readonly Character[], own: OwnWords, { known, freshFrom, given }: Known): Lost[] {
  let before: RunPlace | null = null;
  const first = characters.find(({ place }) => place !== null)?.place;
  const anchors = characters.map(({ place: here }) => {
    const place = before ?? first;
    const side = before ? ('after' as const) : ('before' as const);
    before = here ?? before;
    const [span] = place ? sliceSpans(place.run.spans, place.at, place.at + 1) : [];
    return span && { span, side };
  });
  const isSeen = ({ stretch, offset }: Character, index: number) =>
    ageOf(stretch, offset, own) <= (known.get(anchors[index]?.span.client ?? -1) ?? -1);
  const beside = displaced(
    characters.map((character, index): Standing => {
      const { stretch, offset, place } = character;
      if (stretch.after === null) return place === null ? 'deleted' : 'moved';
      // Others' characters that stand end a passage.
      if (!isOwn(stretch, offset, own) || isSeen(character, index)) return 'seen';
      return ageOf(stretch, offset, own) < freshFrom ? 'sent' : 'fresh';
    }),
  );
  const lost: Lost[] = [];
  let last: { at: number; one: Lost } | null = null;
  characters.forEach((character, index) => {
    const { stretch, offset, place } = character;
    const anchor = anchors[index];
    if (place !== null || !anchor || !isOwn(stretch, offset, own) || isSeen(character, index)) return;
    if (stretch.after !== null && !beside[index]) return;
    if (given.has(keyOf(idAt(spanOf(stretch.item), offset)))) return;
    const word = stretch.text.charAt(offset);
    if (last?.at === index - 1 && last.one.stretch === stretch) {
      last.one.words += word;
      last.at = index;
      return;
    }
    const { client, clock } = anchor.span;
    const one: Lost = {
      stretch,
      from: offset,
      words: word,
      beside: Y.createID(client, clock),
      side: anchor.side,
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
