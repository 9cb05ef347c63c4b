// Anchors in a document: setting the marks that threads hang on, taking them away, and telling what they stand on. Only
// the server sets them, in the way of every edit.
import type { Mark, Node } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { NodeJson } from '../article/content.ts';
import { sectionFragment } from '../article/document.ts';
import { presentSections, readOutline } from '../article/outline.ts';
import { blocksOf, nodesOf } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import type { SectionId } from '../ids.ts';
import type { Quote } from './quote.ts';
import { findQuote, isSurely, type LaidOutText, layOut, placeBetween } from './quotes.ts';

const markType = sectionSchema.marks.anchor;

/** A passage that a thread is about. */
export interface Passage {
  id: string;
  section: SectionId;
  quote: Quote;
}

/**
 * Marks the quoted passage of a section, and nothing else there; gives whether that changed anything. Where the words
 * stand more than once, those are taken that bear some of the mark already. With `orChanged`, what stands in their place
 * is marked where they are gone.
 */
export function setAnchor(
  doc: Y.Doc,
  section: SectionId,
  id: string,
  quote: Quote,
  orChanged = false,
): boolean {
  const fragment = sectionFragment(doc, section);
  const before = nodeOf(fragment);
  const { text, positions, spans } = layOutAnchors(before);
  const place =
    placeTouching(text, spans.get(id), quote) ??
    surePlace(text, quote) ??
    (orChanged ? placeBetween(text, quote) : null);
  const [from, last] = [positions[place?.start ?? -1], positions[(place?.end ?? 0) - 1]];
  if (from === undefined || last === undefined) return false;
  const mark = anchorMark(id);
  const bare = new Transform(before).removeMark(0, before.content.size, mark);
  return apply(doc, fragment, before, bare.addMark(from, last + 1, mark).doc);
}

/** Takes an anchor away wherever it stands. */
export function removeAnchor(doc: Y.Doc, id: string): void {
  for (const section of readOutline(doc)) unmark(doc, section.id, id);
}

/**
 * The passages whose anchor does not stand on exactly their words though the words are there, each with the section it
 * belongs in. An anchor on words that were changed stays there: it does not go to others that read as the quote does.
 */
export function misplacedAnchors<T extends Passage>(
  doc: Y.Doc,
  passages: readonly T[],
): { passage: T; section: SectionId }[] {
  // Most stand right, and that shows without laying the text out.
  const marked = markedText(doc);
  const doubtful = passages.filter(({ id, quote }) => marked.get(id)?.text !== quote.exact);
  if (doubtful.length === 0) return [];
  const sections = presentSections(doc).map(({ id }) => ({
    id,
    ...layOutAnchors(nodeOf(sectionFragment(doc, id))),
  }));
  return doubtful.flatMap((passage) => {
    const section = misplacedFrom(sections, passage);
    return section === null ? [] : [{ passage, section }];
  });
}

/** Brings an anchor to its words in a section, and out of all others but those that may not be changed. */
export function moveAnchor(
  doc: Y.Doc,
  { id, quote }: Passage,
  section: SectionId,
  sealed: ReadonlySet<SectionId>,
): boolean {
  let changed = false;
  doc.transact(() => {
    changed = setAnchor(doc, section, id, quote, true);
    for (const { id: other } of presentSections(doc)) {
      if (other !== section && !sealed.has(other)) changed = unmark(doc, other, id) || changed;
    }
  });
  return changed;
}

/** Where the blocks are: those with this id. */
export function hasBlock(doc: Y.Doc, section: SectionId, block: string): boolean {
  const has = (node: NodeJson): boolean => node.attrs?.id === block || (node.content ?? []).some(has);
  return blocksOf(sectionFragment(doc, section)).some(has);
}

interface MarkedText {
  /** The marked text; null where it is not in one piece. */
  text: string | null;
  /** The line where it ends, and where in it; nothing follows in that line where the place is null. */
  line: number;
  end: number | null;
}

/** What each anchor stands on, read from the document itself. */
function markedText(doc: Y.Doc): Map<string, MarkedText> {
  const marked = new Map<string, MarkedText>();
  let line = 0;
  const readLine = (line: number, text: Y.XmlText) => {
    let start = 0;
    for (const { insert, attributes = {} } of text.toDelta() as Delta) {
      if (typeof insert !== 'string') continue;
      const end = start + insert.length;
      for (const id of anchorIds(attributes)) {
        const before = marked.get(id);
        const goesOn = before?.line === line && before.end === start;
        const isNext = before?.line === line - 1 && before.end === null && start === 0;
        const between = !before || goesOn ? '' : isNext ? '\n' : null;
        const whole =
          before?.text === null || between === null ? null : (before?.text ?? '') + between + insert;
        marked.set(id, { text: whole, line, end: end === text.length ? null : end });
      }
      start = end;
    }
  };
  const visit = (type: Y.XmlFragment) => {
    for (const child of type.toArray()) {
      if (child instanceof Y.XmlElement) visit(child);
      else if (child instanceof Y.XmlText) {
        line += 1;
        readLine(line, child);
      }
    }
  };
  for (const { id } of presentSections(doc)) {
    visit(sectionFragment(doc, id));
    // No passage goes from one section into the next.
    line += 1;
  }
  return marked;
}

type Delta = { insert: unknown; attributes?: Record<string, unknown> }[];

function anchorIds(attributes: Record<string, unknown>): string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    // Marks that may overlap have a hash behind their name.
    name.startsWith('anchor') && value !== null && typeof value === 'object' && 'id' in value
      ? [String(value.id)]
      : [],
  );
}

interface Span {
  start: number;
  end: number;
}

interface LaidOutSection {
  id: SectionId;
  text: string;
  /** Where in the text each anchor stands. */
  spans: Map<string, Span[]>;
}

/** The section where the anchor belongs; null where it stands right, or nowhere to be found. */
function misplacedFrom(
  sections: readonly LaidOutSection[],
  { id, section: own, quote }: Passage,
): SectionId | null {
  const bearing = sections.filter(({ spans }) => spans.has(id));
  const [only] = bearing;
  if (only && bearing.length === 1 && isExactly(only, id, quote)) return null;
  const touching = bearing.filter(({ text, spans }) => placeTouching(text, spans.get(id), quote));
  const nearest = touching.find((one) => one.id === own) ?? touching[0];
  if (nearest) return nearest.id;
  // What is left of a passage that was changed is still what the thread is about; less than half of it is a remnant.
  const left = bearing.flatMap(({ spans }) => spans.get(id) ?? []);
  const length = left.reduce((sum, { start, end }) => sum + end - start, 0);
  const elsewhere = length * 2 >= quote.exact.length ? null : sectionWithQuote(sections, own, quote);
  if (elsewhere !== null) return elsewhere;
  return isReplaced(sections, bearing, { id, section: own, quote }) ? own : null;
}

/** Whether other words stand where the quoted ones stood, and the anchor is not yet on all of them. */
function isReplaced(
  sections: readonly LaidOutSection[],
  bearing: readonly LaidOutSection[],
  { id, section, quote }: Passage,
): boolean {
  const home = sections.find((one) => one.id === section);
  const place = home && placeBetween(home.text, quote);
  if (!place || bearing.some((one) => one !== home)) return false;
  const spans = home.spans.get(id) ?? [];
  const [first, last] = [spans[0], spans.at(-1)];
  const covered = first?.start === place.start && last?.end === place.end && spans.length === 1;
  return !covered && spans.every(({ start, end }) => start >= place.start && end <= place.end);
}

/** Whether an anchor stands on the quoted words, on all of them and on nothing else in its section. */
function isExactly({ text, spans }: LaidOutSection, id: string, quote: Quote): boolean {
  const all = spans.get(id) ?? [];
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || text.slice(first.start, last.end) !== quote.exact) return false;
  // The breaks between blocks bear no mark.
  return all.every(({ start }, index) => text.slice(all[index - 1]?.end ?? start, start).trim() === '');
}

/** Where the quoted words surely stand and bear some of their mark. */
function placeTouching(text: string, spans: readonly Span[] | undefined, quote: Quote): Span | null {
  if (!spans) return null;
  return surePlace(text, quote, (start, end) => spans.some((span) => span.start < end && span.end > start));
}

function surePlace(text: string, quote: Quote, counts?: (start: number, end: number) => boolean) {
  const place = findQuote(text, quote, counts);
  return place && isSurely(quote, place.context) ? place : null;
}

/** The section in which a passage surely stands: its own if it is there, else the only other one. Null for none. */
function sectionWithQuote(
  sections: readonly { id: SectionId; text: string }[],
  own: SectionId,
  quote: Quote,
): SectionId | null {
  const places = sections.flatMap(({ id, text }) => {
    const place = surePlace(text, quote);
    return place ? [{ id, context: place.context }] : [];
  });
  if (places.some(({ id }) => id === own)) return own;
  const [best, second] = places.sort((a, b) => b.context - a.context);
  return best && (!second || second.context < best.context) ? best.id : null;
}

function layOutAnchors(doc: Node): LaidOutText & Pick<LaidOutSection, 'spans'> {
  const { text, positions } = layOut(doc);
  const spans = new Map<string, Span[]>();
  let start = 0;
  doc.descendants((node, position) => {
    if (!node.isText) return;
    while (positions[start] !== position) start += 1;
    const end = start + node.nodeSize;
    for (const { type, attrs } of node.marks) {
      if (type !== markType || typeof attrs.id !== 'string') continue;
      const all = spans.get(attrs.id) ?? [];
      const previous = all.at(-1);
      if (previous?.end === start) previous.end = end;
      else all.push({ start, end });
      spans.set(attrs.id, all);
    }
    start = end;
  });
  return { text, positions, spans };
}

function anchorMark(id: string): Mark {
  if (!markType) throw new Error('The schema has no anchors.');
  return markType.create({ id });
}

function unmark(doc: Y.Doc, section: SectionId, id: string): boolean {
  const fragment = sectionFragment(doc, section);
  const before = nodeOf(fragment);
  const after = new Transform(before).removeMark(0, before.content.size, anchorMark(id)).doc;
  return apply(doc, fragment, before, after);
}

function nodeOf(fragment: Y.XmlFragment): Node {
  return sectionSchema.nodeFromJSON({ type: 'doc', content: nodesOf(fragment) });
}

/** Brings the blocks that differ into the document, formatting only; gives whether there were any. */
function apply(doc: Y.Doc, fragment: Y.XmlFragment, before: Node, after: Node): boolean {
  let changed = false;
  doc.transact(() => {
    after.forEach((block, _offset, index) => {
      const element = fragment.get(index);
      if (block.eq(before.child(index)) || !(element instanceof Y.XmlElement)) return;
      updateYFragment(doc, element, block, { mapping: new Map(), isOMark: new Map() });
      changed = true;
    });
  });
  return changed;
}
