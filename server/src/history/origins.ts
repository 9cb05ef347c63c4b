// Whose words stay whose when an edit only carries them elsewhere. In a Yjs document text that is moved, split off, joined
// or put into a block of another kind is deleted and inserted anew, under the ids of whoever did that. What was inserted
// is therefore held against what was deleted, by the same edit or shortly before: the same words keep their author.
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Holder, itemsOf } from '@galley/shared/yjs/items.ts';
import { eachDeleted, isNewIn, mayStand, newItems } from '@galley/shared/yjs/structs.ts';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';
import type { Tables } from '../storage/tables.ts';

/** Characters that follow one another under one Yjs client id. */
export interface Span {
  client: number;
  clock: number;
  length: number;
}

/** Characters that were carried, and as which ones they were written. */
export interface Carried extends Span {
  fromClient: number;
  fromClock: number;
}

/** Words that were deleted, and as which characters they were written. */
export interface Removed {
  text: string;
  spans: readonly Span[];
}

/** As many characters in a row tell words from others that merely look the same: nobody assembles a text out of these. */
const enough = 20;

/** So many places of a source are looked at for the same words; in a text of repeated words there may be thousands. */
const mostPlaces = 8;

/** Deleted words are remembered up to so many characters, the last ones longest: for undoing, pasting and restoring. */
const maxRemembered = 60_000;

/** As which characters those of an article were written. */
export interface OriginsOfWords {
  /** Reads what the journal has since the last time. */
  catchUp(article: ArticleId): Promise<void>;
  /** What is known so far. */
  read(db: Kysely<Tables>, article: ArticleId): Promise<Origins>;
}

/** Gives of characters as which ones they were written. */
export class Origins {
  #carried = new Map<number, Carried[]>();

  constructor(carried: Iterable<Carried> = []) {
    for (const one of carried) this.add(one);
  }

  *[Symbol.iterator](): Iterator<Carried> {
    for (const ofClient of this.#carried.values()) yield* ofClient;
  }

  add(carried: Carried): void {
    const ofClient = this.#carried.get(carried.client) ?? [];
    this.#carried.set(carried.client, ofClient);
    const index = firstBehind(ofClient, carried.clock);
    const before = ofClient[index - 1];
    const goesOn =
      before !== undefined &&
      before.clock + before.length === carried.clock &&
      before.fromClient === carried.fromClient &&
      before.fromClock + before.length === carried.fromClock;
    if (goesOn) before.length += carried.length;
    else ofClient.splice(index, 0, { ...carried });
  }

  /** Forgets characters that are gone for good. */
  keepOnly(isThere: (span: Span) => boolean): void {
    for (const [client, ofClient] of this.#carried) this.#carried.set(client, ofClient.filter(isThere));
  }

  /** The characters that these were written as, in their order. */
  of({ client, clock, length }: Span): Span[] {
    const spans: Span[] = [];
    const end = clock + length;
    let at = clock;
    const ofClient = this.#carried.get(client) ?? [];
    for (let index = firstBehind(ofClient, clock); index < ofClient.length; index += 1) {
      const one = ofClient[index];
      if (!one || one.clock >= end) break;
      const [from, to] = [Math.max(at, one.clock), Math.min(end, one.clock + one.length)];
      if (at < from) spans.push({ client, clock: at, length: from - at });
      spans.push({ client: one.fromClient, clock: one.fromClock + (from - one.clock), length: to - from });
      at = to;
    }
    if (at < end) spans.push({ client, clock: at, length: end - at });
    return spans;
  }
}

/** The number of the first span that ends behind a clock. */
function firstBehind(spans: readonly Span[], clock: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && span.clock + span.length > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A text that an edit brought, in one piece. */
interface Brought {
  text: string;
  spans: Span[];
  /** It is all that its element says. */
  whole: boolean;
  /** It is what an attribute says: one item, whatever its length. */
  attribute: boolean;
}

/** A text from which an edit took something, as it was before. */
interface Source extends Removed {
  /** Where in it what was taken stood, in order. */
  taken: readonly { from: number; to: number }[];
  attribute: boolean;
}

/** Follows a document's edits, and finds out which words they carry. */
export class CarriedWords {
  readonly origins: Origins;
  #removed: readonly Removed[];

  /** `removed` are the words that were deleted before, the last ones first. */
  constructor(origins: Origins, removed: readonly Removed[]) {
    this.origins = origins;
    this.#removed = removed;
  }

  /** The deleted words that are remembered, the last ones first. */
  get removed(): readonly Removed[] {
    return this.#removed;
  }

  /** Takes an edit in; to be called at its `afterTransaction`, when what it deleted can still be read. */
  follow(transaction: Y.Transaction): void {
    const { brought, before } = textsOf(transaction);
    const here = before.map((source) => ({
      ...source,
      spans: source.spans.flatMap((span) => this.origins.of(span)),
    }));
    const sources = [...here.filter(isWorthSearching), ...this.#removed.map(allTaken)];
    for (const run of brought) {
      const same = run.whole
        ? here.find((source) => isSame(run, source) || becameText(run, source))
        : undefined;
      if (same)
        this.#carry(run, 0, same.attribute && !run.attribute ? stretched(same.spans, run.text) : same.spans);
      else if (!run.attribute)
        for (const { at, spans } of carriedIn(run.text, sources)) this.#carry(run, at, spans);
    }
    this.#remember(here);
  }

  /** Forgets what the document does not show any more. */
  prune(doc: Y.Doc): void {
    // Another node may have read further than this document goes.
    this.origins.keepOnly(({ client, clock, length }) => mayStand(doc, client, clock, length));
  }

  /** Writes down that the run's characters from a place on are those of the spans. */
  #carry(run: Brought, at: number, spans: readonly Span[]): void {
    const length = spans.reduce((sum, span) => sum + span.length, 0);
    const own = cut(run.spans, at, length);
    for (const [mine, origin] of aligned(own, spans)) {
      if (mine.client === origin.client && mine.clock === origin.clock) continue;
      this.origins.add({ ...mine, fromClient: origin.client, fromClock: origin.clock });
    }
  }

  #remember(sources: readonly Source[]): void {
    const texts = sources.filter(({ attribute }) => !attribute);
    const worth = texts.flatMap(({ text, spans, taken }) =>
      taken
        .filter(({ from, to }) => to - from >= enough)
        .map(({ from, to }) => ({ text: text.slice(from, to), spans: cut(spans, from, to - from) })),
    );
    if (worth.length === 0) return;
    let left = maxRemembered;
    this.#removed = [...worth, ...this.#removed].filter(({ text }) => {
      left -= text.length;
      return left >= 0;
    });
  }
}

function allTaken(removed: Removed): Source {
  return { ...removed, taken: [{ from: 0, to: removed.text.length }], attribute: false };
}

/** Whether all that an element or attribute says is what another one said before. */
function isSame(run: Brought, source: Source): boolean {
  return run.attribute === source.attribute && run.text === source.text && isAllTaken(source);
}

/** Whether an attribute became a text: so the words of pictures do in articles that are older than their texts. */
function becameText(run: Brought, source: Source): boolean {
  return !run.attribute && source.attribute && run.text === source.text;
}

/** An attribute is one item however much it says: its characters are all of whoever wrote it. */
function stretched(spans: readonly Span[], text: string): Span[] {
  return spans.slice(0, 1).map((span) => ({ ...span, length: text.length }));
}

function isWorthSearching(source: Source): boolean {
  return !source.attribute && takenIn(source, 0, source.text.length) >= enough;
}

function isAllTaken({ text, taken }: Source): boolean {
  return taken[0]?.from === 0 && taken[0].to === text.length;
}

/** Where a text says what one of the sources says, for long enough; from its beginning and from the beginnings of words. */
function* carriedIn(text: string, sources: readonly Source[]): Generator<{ at: number; spans: Span[] }> {
  if (sources.length === 0) return;
  for (let at = 0; at + enough <= text.length; ) {
    const found = longest(text, at, sources);
    if (found) {
      yield { at, spans: cut(found.source.spans, found.from, found.length) };
      at += found.length;
    } else {
      const blank = text.indexOf(' ', at);
      if (blank === -1) return;
      at = blank + 1;
    }
  }
}

function longest(text: string, at: number, sources: readonly Source[]) {
  const seed = text.slice(at, at + enough);
  let best: { source: Source; from: number; length: number } | null = null;
  for (const source of sources) {
    let places = 0;
    for (let from = source.text.indexOf(seed); from !== -1; from = source.text.indexOf(seed, from + 1)) {
      places += 1;
      if (places > mostPlaces) break;
      let length = enough;
      while (at + length < text.length && text[at + length] === source.text[from + length]) length += 1;
      const isBetter = best === null || length > best.length;
      if (isBetter && takenIn(source, from, from + length) >= enough) best = { source, from, length };
      if (best !== null && at + best.length === text.length) return best;
    }
  }
  return best;
}

/** How many characters of this part of it were taken: what is only copied is not carried. */
function takenIn({ taken }: Source, from: number, to: number): number {
  return taken.reduce((sum, part) => sum + Math.max(0, Math.min(to, part.to) - Math.max(from, part.from)), 0);
}

/** The part of the spans that begins behind `from` characters. */
function cut(spans: readonly Span[], from: number, length: number): Span[] {
  const parts: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const [start, end] = [Math.max(from, at), Math.min(from + length, at + span.length)];
    if (start < end)
      parts.push({ client: span.client, clock: span.clock + (start - at), length: end - start });
    at += span.length;
  }
  return parts;
}

/** Two lists of spans of the same length, as pairs of spans of the same length. */
function* aligned(some: readonly Span[], others: readonly Span[]): Generator<[Span, Span]> {
  let at = 0;
  for (const span of some) {
    let from = span.clock;
    for (const other of cut(others, at, span.length)) {
      yield [{ client: span.client, clock: from, length: other.length }, other];
      from += other.length;
    }
    at += span.length;
  }
}

/** The texts that an edit brought, and those from which it took something; what it did both with was never there. */
function textsOf(transaction: Y.Transaction): { brought: Brought[]; before: Source[] } {
  const { deleteSet } = transaction;
  const isNew = (item: Y.Item) => isNewIn(transaction, item);
  const isTaken = (item: Y.Item) => item.deleted && !isNew(item) && Y.isDeleted(deleteSet, item.id);
  const holders = new Set<Y.AbstractType<unknown>>();
  const brought: Brought[] = [];
  const before: Source[] = [];

  const look = (item: Y.Item) => {
    const { content, parent } = item;
    if (!(parent instanceof Y.AbstractType)) return;
    if (content instanceof Y.ContentString) holders.add(parent);
    if (item.parentSub === null || item.parentSub === 'id') return;
    const [text] = content.getContent();
    if (typeof text !== 'string' || text === '') return;
    const said = { text, spans: [{ ...item.id, length: 1 }] };
    if (item.deleted) before.push({ ...allTaken(said), attribute: true });
    else brought.push({ ...said, whole: true, attribute: true });
  };
  for (const item of newItems(transaction)) if (!item.deleted) look(item);
  eachDeleted(transaction, deleteSet, (item) => {
    if (!isNew(item)) look(item);
  });
  for (const holder of holders) {
    brought.push(...broughtIn(holder, isNew));
    const source = sourceIn(holder, isNew, isTaken);
    if (source.taken.length > 0) before.push(source);
  }
  return { brought, before };
}

/** The pieces of a text, deleted ones included. */
function* stringsFrom(text: Pick<Holder, '_start'>): Generator<{ item: Y.Item; text: string }> {
  for (const item of itemsOf(text))
    if (item.content instanceof Y.ContentString) yield { item, text: item.content.str };
}

/** The new texts of a type, each as long as nothing older stands between. */
function broughtIn(holder: Pick<Holder, '_start'>, isNew: (item: Y.Item) => boolean): Brought[] {
  const runs: Brought[] = [];
  let run: Brought | null = null;
  let whole = true;
  for (const { item, text } of stringsFrom(holder)) {
    if (item.deleted) continue;
    if (!isNew(item)) {
      run = null;
      whole = false;
      continue;
    }
    if (run === null) {
      run = { text: '', spans: [], whole: false, attribute: false };
      runs.push(run);
    }
    run.text += text;
    run.spans.push({ ...item.id, length: item.length });
  }
  return runs.map((one) => ({ ...one, whole: whole && runs.length === 1 }));
}

/** What a type said before. */
function sourceIn(
  holder: Pick<Holder, '_start'>,
  isNew: (item: Y.Item) => boolean,
  isTaken: (item: Y.Item) => boolean,
): Source {
  let said = '';
  const spans: Span[] = [];
  const taken: { from: number; to: number }[] = [];
  for (const { item, text } of stringsFrom(holder)) {
    const goes = isTaken(item);
    if (isNew(item) || (item.deleted && !goes)) continue;
    const last = taken.at(-1);
    if (goes && last?.to === said.length) last.to += text.length;
    else if (goes) taken.push({ from: said.length, to: said.length + text.length });
    said += text;
    spans.push({ ...item.id, length: item.length });
  }
  return { text: said, spans, taken, attribute: false };
}
