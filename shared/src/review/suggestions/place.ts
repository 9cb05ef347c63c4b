// Where a suggestion's place is in the text as it stands, if what it quotes still stands there.
import { Fragment, type Node } from '@tiptap/pm/model';
import type { NodeJson } from '../../article/content.ts';
import { figureTexts, isFigureText } from '../../article/picture-texts.ts';
import { sectionSchema } from '../../article/schema/schema.ts';
import { faceOf, inlineText, jsonOf, keyOf, textKeyOf } from './nodes.ts';
import type { Neighbour, SectionChange } from './suggestion-change.ts';

/** A range of a region's text, in ProseMirror positions. */
export interface Range {
  from: number;
  to: number;
}

/** A range, and what a suggestion puts there. */
export interface Placed extends Range {
  after: readonly NodeJson[];
}

/** The place of a suggestion; null where what it quotes no longer stands, or stands where it is not clear which it is. */
export function locate(doc: Node, change: SectionChange): Range | null {
  return change.type === 'text' ? locateText(doc, change) : locateBlocks(doc, change);
}

type TextChange = Extract<SectionChange, { type: 'text' }>;
type BlocksChange = Extract<SectionChange, { type: 'blocks' }>;

/** So many characters, quoted or around the quote, must stand in its own block, and elsewhere. */
const enough = { itsBlock: 16, anotherBlock: 24 };

function locateText(doc: Node, change: TextChange): Range | null {
  const { all, byId } = textblocksOf(doc);
  const own = byId.get(change.block);
  const itself = own && placeInItsBlock(own, change);
  if (itself) return itself;
  // The words of a picture stay at it, and take no others in.
  if (figureTexts.some(({ type }) => change.block.endsWith(`-${type}`))) return null;
  // A split took the quoted words into a block of their own.
  const found = all.flatMap((place) =>
    place === own || isFigureText(place.block.type.name)
      ? []
      : (placeIn(place, change, enough.anotherBlock) ?? []),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

interface Textblock {
  block: Node;
  start: number;
}

interface Textblocks {
  all: readonly Textblock[];
  /** The first one with each id. */
  byId: ReadonlyMap<string, Textblock>;
}

const textblocks = new WeakMap<Node, Textblocks>();

/** Collected once for all the suggestions that are looked for in a document. */
function textblocksOf(doc: Node): Textblocks {
  const known = textblocks.get(doc);
  if (known) return known;
  const all: Textblock[] = [];
  const byId = new Map<string, Textblock>();
  doc.descendants((block, position, parent) => {
    if (!block.isTextblock) return true;
    const place = { block, start: position + 1 };
    all.push(place);
    const key = textKeyOf(block, parent);
    if (key !== null && !byId.has(key)) byId.set(key, place);
    return false;
  });
  const found = { all, byId };
  textblocks.set(doc, found);
  return found;
}

const offsets = new WeakMap<Node, WeakMap<TextChange, number | null>>();

/** Looked up once for each state of the block: while somebody types, all the other blocks stay as they are. */
function placeInItsBlock(place: Textblock, change: TextChange): Range | null {
  const known = offsets.get(place.block) ?? new WeakMap<TextChange, number | null>();
  offsets.set(place.block, known);
  let offset = known.get(change);
  if (offset === undefined) {
    const found = placeIn(place, change, enough.itsBlock);
    offset = found && found.from - place.start;
    known.set(change, offset);
  }
  if (offset === null) return null;
  const from = place.start + offset;
  return { from, to: from + contentText(change.before).length };
}

function placeIn(
  { block, start }: Textblock,
  { before, prefix, suffix, at }: TextChange,
  needed: number,
): Range | null {
  const text = inlineText(block);
  const quoted = contentText(before);
  const known = quoted.length + prefix.length + suffix.length;
  if (known === 0) return text === '' ? { from: start, to: start } : null;
  let best: { index: number; context: number } | null = null;
  for (let index = text.indexOf(quoted); index !== -1; index = text.indexOf(quoted, index + 1)) {
    if (index > text.length - quoted.length) break;
    const context = shared(prefix, text, index, -1) + shared(suffix, text, index + quoted.length, 1);
    const isBetter =
      best === null ||
      context > best.context ||
      (context === best.context && Math.abs(index - at) < Math.abs(best.index - at));
    if (isBetter) best = { index, context };
    if (quoted === '' && index === text.length) break;
  }
  if (!best || quoted.length + best.context < Math.min(needed, known)) return null;
  const from = start + best.index;
  const range = { from, to: from + quoted.length };
  const stands = jsonOf(block.content.cut(best.index, best.index + quoted.length));
  return isSameContent(stands, before) ? range : null;
}

/** How many characters of the context stand next to a place of the text, from there on backwards or forwards. */
function shared(context: string, text: string, index: number, direction: 1 | -1): number {
  let length = 0;
  while (length < context.length) {
    const [expected, found] =
      direction === 1
        ? [context[length], text[index + length]]
        : [context.at(-1 - length), index - 1 - length < 0 ? undefined : text[index - 1 - length]];
    if (expected !== found) break;
    length += 1;
  }
  return length;
}

function contentText(content: readonly NodeJson[]): string {
  return content.map((node) => (node.type === 'text' ? (node.text ?? '') : '\n')).join('');
}

function isSameContent(a: readonly NodeJson[], b: readonly NodeJson[]): boolean {
  const form = (content: readonly NodeJson[]) => {
    const fragment = Fragment.fromArray(content.map((json) => sectionSchema.nodeFromJSON(json)));
    return sectionSchema.node('paragraph', null, Fragment.fromJSON(sectionSchema, jsonOf(fragment)));
  };
  return form(a).content.eq(form(b).content);
}

function locateBlocks(doc: Node, change: BlocksChange): Range | null {
  const before = change.before.map((json) => sectionSchema.nodeFromJSON(json));
  const [first] = before;
  if (!first) return locateGap(doc, change);
  const key = keyOf(first);
  let range: Range | null = null;
  const visit = (parent: Node, start: number) => {
    parent.forEach((child, offset, index) => {
      if (range) return;
      const isFirst =
        child.type === first.type && (key === null ? faceOf(child) === faceOf(first) : keyOf(child) === key);
      if (isFirst && before.every((node, ahead) => isSameBlock(parent.maybeChild(index + ahead), node))) {
        const from = start + offset;
        const size = before.reduce((sum, _node, ahead) => sum + parent.child(index + ahead).nodeSize, 0);
        range = { from, to: from + size };
      } else if (!child.isTextblock && !child.isLeaf) visit(child, start + offset + 1);
    });
  };
  visit(doc, 0);
  return range;
}

function isSameBlock(stands: Node | null, quoted: Node): boolean {
  return stands !== null && keyOf(stands) === keyOf(quoted) && faceOf(stands) === faceOf(quoted);
}

/** Where blocks would only be put in: behind the one that stood before, else before the one that stood behind. */
function locateGap(doc: Node, { previous, next, parent }: BlocksChange): Range | null {
  const behind = previous && find(doc, previous);
  if (behind) return gap(behind.to);
  const ahead = next && find(doc, next);
  if (ahead) return gap(ahead.from);
  if (previous !== null || next !== null) return null;
  if (parent === null) return doc.childCount === 0 ? gap(0) : null;
  const within = find(doc, parent);
  return within && within.node.childCount === 0 ? gap(within.from + 1) : null;
}

function gap(position: number): Range {
  return { from: position, to: position };
}

function find(doc: Node, { type, key }: Neighbour): (Range & { node: Node }) | null {
  let found: (Range & { node: Node }) | null = null;
  if (key === null) return null;
  doc.descendants((node, position) => {
    if (found === null && node.type.name === type && keyOf(node) === key)
      found = { node, from: position, to: position + node.nodeSize };
    return found === null;
  });
  return found;
}
