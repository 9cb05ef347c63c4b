// The words of an article that bear a mark as made by a machine. A mark holds as which characters its words were written
// (history/origins.ts), so it goes with them wherever an edit carries them, and words typed between them are not marked.
import type { MachinePart } from '@galley/shared/api/machine-made.ts';
import { leadTexts, lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { stringsIn } from '@galley/shared/yjs/items.ts';
import type * as Y from 'yjs';
import type { Origins, Span } from '../history/origins.ts';
import { countLetters } from './authorship.ts';
import { MarkedSpans } from './marked-spans.ts';

type Place = MachinePart['place'];

/** One act: characters as which words were written, marked or no longer. */
export interface Marking {
  number: number;
  made: boolean;
  spans: readonly Span[];
}

/** What is marked after all of these acts, in their order. */
export function markedBy(markings: readonly Marking[]): MarkedSpans {
  const marked = new MarkedSpans();
  for (const { number, made, spans } of markings)
    for (const span of spans) {
      if (made) marked.add(span, number);
      else marked.remove(span);
    }
  return marked;
}

/** Marked words as they stand in the document now. */
interface MarkedWords {
  span: Span;
  mark: number;
}

/** The marked words of a document, and how much they are of each part of it. */
export function machineWordsOf(
  doc: Y.Doc,
  origins: Origins,
  marked: MarkedSpans,
): { words: MarkedWords[]; parts: MachinePart[] } {
  const words: MarkedWords[] = [];
  const counts = new Map<Place, MachinePart>();
  for (const { place, span, text } of stringsOf(doc)) {
    const part = counts.get(place) ?? { place, letters: 0, machine: 0 };
    counts.set(place, part);
    part.letters += countLetters(text);
    let at = 0;
    for (const origin of origins.of(span)) {
      for (const { clock, length, mark } of marked.within(origin)) {
        const from = at + clock - origin.clock;
        part.machine += countLetters(text.slice(from, from + length));
        addWords(words, { span: { client: span.client, clock: span.clock + from, length }, mark });
      }
      at += origin.length;
    }
  }
  return { words, parts: [...counts.values()] };
}

/** Characters as they were written, where they are, and how many letters and digits they have. */
export interface FoundWords {
  origins: Span[];
  places: Place[];
  letters: number;
}

/** These characters as they were written, and where they are; null where not all of them are in the document. */
export function findWords(
  doc: Y.Doc,
  origins: Pick<Origins, 'of'>,
  spans: readonly Span[],
): FoundWords | null {
  const wanted = new MarkedSpans();
  for (const span of spans) wanted.add(span, 0);
  let missing = [...wanted].reduce((sum, { length }) => sum + length, 0);
  const found = { origins: [] as Span[], places: new Set<Place>(), letters: 0 };
  for (const { place, span, text } of stringsOf(doc))
    for (const { client, clock, length } of wanted.within(span)) {
      const from = clock - span.clock;
      missing -= length;
      found.origins.push(...origins.of({ client, clock, length }));
      found.places.add(place);
      found.letters += countLetters(text.slice(from, from + length));
    }
  return missing === 0 ? { ...found, places: [...found.places] } : null;
}

/** The characters that have come into a document since it went so far, but for those in some of its places. */
export function wordsSince(
  doc: Y.Doc,
  before: ReadonlyMap<number, number>,
  without: ReadonlySet<Place>,
): FoundWords {
  const found = { origins: [] as Span[], places: new Set<Place>(), letters: 0 };
  for (const { place, span, text } of stringsOf(doc)) {
    if (without.has(place)) continue;
    const from = Math.max(0, (before.get(span.client) ?? 0) - span.clock);
    if (from >= span.length) continue;
    found.origins.push({ client: span.client, clock: span.clock + from, length: span.length - from });
    found.places.add(place);
    found.letters += countLetters(text.slice(from));
  }
  return { ...found, places: [...found.places] };
}

function addWords(words: MarkedWords[], next: MarkedWords): void {
  const last = words.at(-1);
  const goesOn =
    last?.mark === next.mark &&
    last.span.client === next.span.client &&
    last.span.clock + last.span.length === next.span.clock;
  if (goesOn) last.span.length += next.span.length;
  else words.push(next);
}

interface StringOf {
  place: Place;
  span: Span;
  text: string;
}

/** All text of an article that its readers may see, a piece an item of Yjs. */
function* stringsOf(doc: Y.Doc): Generator<StringOf> {
  const places: [Place, Y.XmlFragment][] = [
    ['headline', lineFragment(doc, 'headline')],
    ['dek', lineFragment(doc, 'dek')],
    ...leadTexts.map((text): [Place, Y.XmlFragment] => ['lead', lineFragment(doc, text)]),
    ...presentSections(doc).map(({ id }): [Place, Y.XmlFragment] => [id, sectionFragment(doc, id)]),
  ];
  for (const [place, fragment] of places)
    for (const { id, text, length } of stringsIn(fragment))
      yield { place, span: { client: id.client, clock: id.clock, length }, text };
}
