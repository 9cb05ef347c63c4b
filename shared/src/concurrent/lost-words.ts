// Which of one's own words are in no copy of the text that they stood in, as a colleague made it, and beside which of its
// characters they belong; and what of a copy one had erased or formatted meanwhile.
import * as Y from 'yjs';
import { isGone, itemOf, itemsOf, upwards } from '../yjs/items.ts';
import { idAt, keyOf, sliceSpans, spanOf } from '../yjs/spans.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
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
import { blockIdOf, type Run } from './copies.ts';
import { displaced, type Standing } from './displaced.ts';
import type { OwnWork } from './moved-texts.ts';
import type { ErasedLetter, OwnErasures } from './own-erasures.ts';
import type { LackingFormat, OwnFormats } from './own-formats.ts';
import type { OwnWords } from './own-words.ts';

/** Characters of one text that went together, and own ones among them that may be new to whoever took them away. */
interface Passage {
  in: Y.XmlText;
  whole: boolean;
  stretches: Stretch[];
}

/** Own words, and the character of the copy that they belong beside. */
export interface Lost {
  stretch: Stretch;
  from: number;
  words: string;
  beside: Y.ID;
  side: 'before' | 'after';
}

/** The passages of all texts in which something went. */
export function passagesIn(view: TransactionView, own: OwnWords): Passage[] {
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
  in: Y.XmlText;
  characters: Character[];
  erased: ErasedLetter[];
  /** Where erased letters stand again; null where they were not looked for. */
  back: RunPlace[] | null;
}

/**
 * What of the passages is in no copy of them. Whoever wrote a copy knew all that one had written before some moment: what is
 * older than something in the copy was left out of it on purpose. `copied` are the texts of which a copy has come.
 */
export function lostFrom(
  passages: readonly Passage[],
  all: readonly Run[],
  { words: own, erasures, formats, given, staying }: OwnWork,
  freshFrom: number,
): { lost: Lost[]; erased: Y.ID[]; formats: LackingFormat[]; copied: ReadonlySet<Y.XmlText> } {
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
    copied: new Set(aligned.map((one) => one.in)),
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
  return found.length > 0 && isCopy ? { in: passage.in, characters, back, erased } : null;
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

/** Whether the text is in the block of this id. */
export function isBlock(text: Y.XmlText, id: unknown): boolean {
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
