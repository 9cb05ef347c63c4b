// A block that a colleague moves or turns into another kind comes again with the same id. What one has typed and erased
// there meanwhile is found by comparing its words with the copy's.
import { diffChars } from 'diff';
import * as Y from 'yjs';
import { isFigureText } from '../article/picture-texts.ts';
import { isGone, itemsOf, typeIn, writerOf } from '../yjs/items.ts';
import { idAt, keyOf, spanOf } from '../yjs/spans.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import { erasedBetween, findWithErased, type Mixed, slideGaps, surplusIn, weightOf } from './alignment.ts';
import { blockIdOf, type Run } from './copies.ts';
import { blocksIn, sectionsOf, wordsOf } from './moved-once.ts';
import type { ErasedLetter, OwnErasures } from './own-erasures.ts';
import type { LackingFormat, OwnFormats } from './own-formats.ts';
import type { OwnWords } from './own-words.ts';

/** A text that went, and the one in which its words came again. */
export interface MovedText {
  gone: Y.XmlText;
  /** The characters that stood in it. */
  stretches: readonly Stretch[];
  /** What one had erased in it. */
  erased: readonly ErasedLetter[];
  /** Null where the copy has no text at all yet. */
  came: Y.XmlText | null;
  block: Y.XmlElement;
  /** Where what others had not seen of it has stood meanwhile, and nothing else. */
  kept?: Y.XmlElement;
}

/** Own words and formats that the copy lacks, by where they go in it; and what stands in it of what one had erased. */
export interface Difference {
  lacking: { at: number; stretch: Stretch; from: number; words: string }[];
  surplus: { at: number; length: number }[];
  formats: LackingFormat[];
  /** What others wrote that is not in this copy, piece by piece. */
  elsewhere: string[];
  /** What stands in the copy beside what stood here: words of other blocks, where they were joined. */
  more: Run[];
}

/** What one has done lately. */
export interface OwnWork {
  words: OwnWords;
  erasures: OwnErasures;
  formats: OwnFormats;
  /** One's own letters that give way to what a colleague has written of the same words: see own-pieces.ts. */
  given: ReadonlySet<string>;
  /** The letters that those give way to. */
  staying: ReadonlySet<string>;
}

/** The texts of blocks that went and came again whole, in a block that is new. */
export function movedTexts(
  view: TransactionView,
  fresh: ReadonlyMap<unknown, Y.XmlElement>,
  erasures: OwnErasures,
): MovedText[] {
  if (fresh.size === 0) return [];
  return view.texts().flatMap((gone) => {
    const { parent } = gone;
    if (!(parent instanceof Y.XmlElement) || !view.isDeletedType(gone)) return [];
    const block = fresh.get(blockIdOf(gone));
    if (!block || !isGone(parent)) return [];
    const before = textsIn(parent, (item) => view.isDeleted(item));
    const after = textsIn(block, (item) => !item.deleted);
    if (after.length !== before.length && !(after.length === 0 && before.length === 1)) return [];
    const stretches = stoodIn(view, gone);
    const erased = erasures.in(gone, stretches);
    return [{ gone, stretches, erased, came: after[before.indexOf(gone)] ?? null, block }];
  });
}

function stoodIn(view: TransactionView, text: Y.XmlText): Stretch[] {
  return view.stretches(text).filter(({ before }) => before !== null);
}

/** For how long the copy of a text may be on its way. */
const onItsWayMs = 30_000;

/** Texts with own words that went before a copy of their block has come: see moved-once.ts. */
export class WaitingTexts {
  #waiting: {
    since: number;
    id: unknown;
    number: number;
    of: number;
    text: Omit<MovedText, 'block'>;
    kept?: { block: Y.XmlElement; words: string };
  }[] = [];

  /** Notes texts of blocks that a change took away, of which no copy stands anywhere. */
  note(view: TransactionView, standing: ReadonlyMap<unknown, unknown>, { words, erasures }: OwnWork): void {
    for (const gone of view.texts()) {
      const { parent } = gone;
      const id = blockIdOf(gone);
      if (id === null || standing.has(id) || !view.isDeletedType(gone)) continue;
      if (!(parent instanceof Y.XmlElement) || !isGone(parent)) continue;
      const stretches = stoodIn(view, gone);
      if (!stretches.some(({ item }) => words.isOwn(item.id))) continue;
      const all = textsIn(parent, (item) => view.isDeleted(item));
      const text = { gone, stretches, erased: erasures.in(gone, stretches), came: null };
      this.#waiting.push({ since: Date.now(), id, number: all.indexOf(gone), of: all.length, text });
    }
  }

  /** Notes that words of a block that went stand in another, in which nothing else stands yet. */
  noteKept(gone: Y.XmlElement, block: Y.XmlElement): void {
    const words = wordsOf(block);
    for (const one of this.#waiting) if (one.text.gone.parent === gone) one.kept = { block, words };
  }

  /** Those of which a copy has come; not those whose words have been written on elsewhere. */
  take(fresh: ReadonlyMap<unknown, Y.XmlElement>): MovedText[] {
    const now = Date.now();
    this.#waiting = this.#waiting.filter(({ since }) => now - since < onItsWayMs);
    const found = this.#waiting.filter(({ id }) => fresh.has(id));
    this.#waiting = this.#waiting.filter((one) => !found.includes(one));
    return found.flatMap(({ id, number, of, text, kept }) => {
      if (kept && (isGone(kept.block) || wordsOf(kept.block) !== kept.words)) return [];
      const block = fresh.get(id);
      const texts = block ? textsIn(block, (item) => !item.deleted) : [];
      return block && texts.length === of
        ? [{ ...text, came: texts[number] ?? null, block, ...(kept && { kept: kept.block }) }]
        : [];
    });
  }
}

/** What the copy does not know of one's own work; null where it is no copy, but a text of its own. */
export function difference(
  { stretches, erased, came, block }: MovedText,
  { words: own, formats, given, staying }: OwnWork,
): Difference | null {
  const characters = stretches.flatMap((stretch) =>
    [...Array(stretch.text.length).keys()].map((offset) => {
      const id = idAt(spanOf(stretch.item), offset);
      const letter = stretch.text.charAt(offset);
      return { stretch, offset, letter, id, isOwn: own.isOwn(id), age: own.originOf(id).clock };
    }),
  );
  const there = came ? liveCharacters(came) : [];
  const copy = there.map(({ letter }) => letter).join('');
  const find = ({ text, characters: all }: Mixed<(typeof characters)[number]>) =>
    placesIn(
      copy,
      text,
      all.map((one) => one?.isOwn ?? false),
      all.map((one) => one === null),
      (index) => weightOf(all[index]),
    );
  const isNext = (place: number, next: number) => next === place + 1;
  const { places, back } = findWithErased(characters, erased, find, isNext);
  const taken = new Set(places.filter((place) => place !== null));
  const known = taken.size + (back?.length ?? 0);
  if (known * 2 < Math.min(characters.length, copy.length)) return null;
  const surplus = back ? surplusIn(copy.length, taken, new Set(back)) : erasedBetween(copy, taken, erased);
  const stays = (at: number) => {
    const id = there[at]?.id;
    return id !== undefined && staying.has(keyOf(id));
  };
  const result: Difference = {
    lacking: [],
    surplus: surplus
      .filter(({ from }) => !stays(from))
      .map(({ from, to }) => ({ at: from, length: to - from })),
    formats: [],
    elsewhere: [],
    more: [],
  };
  // What one has not erased was written by whoever moved it.
  const isNew = (at: number) => !taken.has(at) && !surplus.some(({ from, to }) => at >= from && at < to);
  for (let from = 0; from < copy.length; from += 1) {
    let to = from;
    while (to < copy.length && isNew(to)) to += 1;
    if (came && to > from) result.more.push(runOf(came, there.slice(from, to)));
    from = to;
  }
  let newest = -1;
  for (const [index, place] of places.entries()) {
    const [one, other] = [characters[index], there[place ?? -1]];
    if (!one || !other) continue;
    // What gives way to the same words elsewhere does so in the copy, too.
    if (place !== null && given.has(keyOf(one.id)) && !stays(place)) {
      result.surplus.push({ at: place, length: 1 });
      continue;
    }
    result.formats.push(...formats.lacking(one.id, other.id));
    own.noteCopy(one.id, other.id);
    if (one.isOwn && other.id.client === writerOf(block)) newest = Math.max(newest, one.age);
  }
  // Whoever made the copy knew all that one had written before some moment, and others bring what they wrote.
  const lacking = characters.flatMap((one, index) => {
    if (places[index] !== null || !one.isOwn || one.age <= newest || given.has(keyOf(one.id))) return [];
    const before = places.slice(0, index).findLast((place) => place !== null);
    return [{ ...one, at: typeof before === 'number' ? before + 1 : 0 }];
  });
  const others = characters.flatMap((one, index) =>
    places[index] === null && !one.isOwn ? [{ ...one, at: 0 }] : [],
  );
  return { ...result, lacking: pieces(lacking), elsewhere: pieces(others).map(({ words }) => words) };
}

/**
 * Where each character stands in the copy. What the copy lacks is one's own, and the newest of it: of the same letters
 * beside each other those of others are found first.
 */
function placesIn(
  copy: string,
  text: string,
  isOwn: readonly boolean[],
  isErased: readonly boolean[],
  age: (index: number) => number,
): (number | null)[] {
  const places = equalPlaces(text, copy);
  slideGaps(text, places, age);
  const lacksOthers = (all: readonly (number | null)[]) =>
    all.filter((place, index) => place === null && !isOwn[index] && !isErased[index]).length;
  if (lacksOthers(places) === 0) return places;
  const others = isOwn.flatMap((own, index) => (own ? [] : [index]));
  const found = equalPlaces(others.map((index) => text[index]).join(''), copy);
  const second: (number | null)[] = isOwn.map(() => null);
  others.forEach((index, number) => {
    second[index] = found[number] ?? null;
  });
  // One's own stand between them.
  for (let from = 0; from < text.length; from += 1) {
    if (!isOwn[from]) continue;
    let to = from;
    while (to < text.length && isOwn[to]) to += 1;
    const start = (second.slice(0, from).findLast((place) => place !== null) ?? -1) + 1;
    const end = second.slice(to).find((place) => place !== null) ?? copy.length;
    equalPlaces(text.slice(from, to), copy.slice(start, end)).forEach((place, offset) => {
      second[from + offset] = place === null ? null : start + place;
    });
    from = to - 1;
  }
  const missing = (all: readonly (number | null)[]) => all.filter((place) => place === null).length;
  return lacksOthers(second) < lacksOthers(places) && missing(second) <= missing(places) ? second : places;
}

function runOf(text: Y.XmlText, characters: readonly { letter: string; id: Y.ID }[]): Run {
  const spans = characters.map(({ id }) => ({ client: id.client, clock: id.clock, length: 1 }));
  return { in: text, text: characters.map(({ letter }) => letter).join(''), spans, whole: true };
}

function equalPlaces(text: string, copy: string): (number | null)[] {
  const places: (number | null)[] = Array.from({ length: text.length }, () => null);
  let [here, at] = [0, 0];
  for (const { value, added, removed } of diffChars(text, copy)) {
    for (let offset = 0; !added && !removed && offset < value.length; offset += 1)
      places[here + offset] = at + offset;
    if (!added) here += value.length;
    if (!removed) at += value.length;
  }
  return places;
}

/** Consecutive characters as one. */
function pieces(
  characters: readonly { at: number; stretch: Stretch; offset: number }[],
): Difference['lacking'] {
  const found: Difference['lacking'] = [];
  for (const { at, stretch, offset } of characters) {
    const last = found.at(-1);
    const goesOn = last?.stretch === stretch && last.at === at && last.from + last.words.length === offset;
    if (last && goesOn) last.words += stretch.text.charAt(offset);
    else found.push({ at, stretch, from: offset, words: stretch.text.charAt(offset) });
  }
  return found;
}

/** The blocks that a transaction brought, by their ids. */
export function newBlocks(view: TransactionView): Map<unknown, Y.XmlElement> {
  const blocks = new Map<unknown, Y.XmlElement>();
  for (const item of view.newItems()) {
    const element = item.parent;
    if (item.parentSub !== 'id' || item.deleted || !(element instanceof Y.XmlElement)) continue;
    if (view.isNewType(element) && !isGone(element))
      for (const block of [element, ...pictureTextsIn(element)]) add(blocks, block);
  }
  return blocks;
}

/** Adds the blocks that stand where those stood that a transaction took away: copies that came before it. */
export function withStanding(
  view: TransactionView,
  fresh: ReadonlyMap<unknown, Y.XmlElement>,
): ReadonlyMap<unknown, Y.XmlElement> {
  const { doc } = view.transaction;
  const gone = new Set<unknown>();
  for (const text of view.texts())
    if (view.isDeletedType(text) && !fresh.has(blockIdOf(text))) gone.add(blockIdOf(text));
  gone.delete(null);
  const blocks = new Map(fresh);
  for (const section of gone.size === 0 ? [] : sectionsOf(doc))
    for (const block of blocksIn(section)) if (gone.has(blockIdOf({ parent: block }))) add(blocks, block);
  return blocks;
}

/** Of two that two people have made of one block the one that stays: see moved-once.ts. */
function add(blocks: Map<unknown, Y.XmlElement>, block: Y.XmlElement): void {
  const id = blockIdOf({ parent: block });
  const known = blocks.get(id);
  const [other, own] = [known ? writerOf(known) : null, writerOf(block)];
  if (other === null || own === null || own < other) blocks.set(id, block);
}

/** The words of a picture are blocks of their own. */
function pictureTextsIn(element: Y.XmlElement): Y.XmlElement[] {
  return element
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .filter(({ nodeName }) => isFigureText(nodeName));
}

/** The texts right in a block, as far as their items are such. */
export function textsIn(element: Y.XmlElement, has: (item: Y.Item) => boolean): Y.XmlText[] {
  return [...itemsOf(element)]
    .filter(has)
    .map(typeIn)
    .filter((type) => type instanceof Y.XmlText);
}

function liveCharacters(text: Y.XmlText): { letter: string; id: Y.ID }[] {
  return [...itemsOf(text)].flatMap((item) =>
    !item.deleted && item.content instanceof Y.ContentString
      ? Array.from({ length: item.length }, (_, offset) => ({
          letter: item.content.getContent()[offset] as string,
          id: idAt(spanOf(item), offset),
        }))
      : [],
  );
}
