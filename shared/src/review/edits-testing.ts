// Everything that people do to the structure and the words of an article, as steps that a test can take at random, and how
// an anchor stands after them.
import { Fragment, type Node } from '@tiptap/pm/model';
import { canJoin, canSplit, findWrapping, Transform } from '@tiptap/pm/transform';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as fc from 'fast-check';
import type * as Y from 'yjs';
import { withoutAnchors } from '../article/canonical.ts';
import type { NodeJson } from '../article/content.ts';
import { outlineMap, sectionFragment } from '../article/document.ts';
import { moveSection, presentSections, removeSection, restoreSection } from '../article/outline.ts';
import { blocksOf, checkedDocument } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import { ArticleUndo } from '../concurrent/article-undo.ts';
import type { SectionId } from '../ids.ts';

/** Words that stand in the article at first; many steps happen in them. */
export const anchoredWords = 'Anchored words stay together here';
const byHand = 'by-hand';

/** A place in a section: within the words where they stand, else in any of its blocks. */
export interface Place {
  section: number;
  block: number;
  at: number;
  atWords: boolean;
}

export type Step =
  | { type: 'type'; place: Place; text: string }
  | { type: 'erase'; place: Place; length: number }
  | { type: 'split' | 'join' | 'heading' | 'list' | 'paste'; place: Place }
  | { type: 'move-block'; place: Place; to: Place }
  | { type: 'move-section' | 'remove-section' | 'restore-section'; section: number }
  | { type: 'undo' | 'redo' | 'sync' | 'keep-version' }
  | { type: 'restore-version'; version: number; only: number | null };

const which = fc.nat(1);
const place: fc.Arbitrary<Place> = fc.record({
  section: which,
  block: fc.nat(20),
  at: fc.nat(200),
  atWords: fc.boolean(),
});
/** One of these types. */
export const of = <T extends string>(...types: T[]) => fc.constantFrom(...types);
/** What people do to a text, as arbitraries of fast-check. */
export const steps = {
  typing: fc.record({ type: of('type'), place, text: fc.string({ minLength: 1, maxLength: 8 }) }),
  erasing: fc.record({ type: of('erase'), place, length: fc.integer({ min: 1, max: 40 }) }),
  splits: fc.record({ type: of('split'), place }),
  joins: fc.record({ type: of('join'), place }),
  headings: fc.record({ type: of('heading'), place }),
  lists: fc.record({ type: of('list'), place }),
  pastes: fc.record({ type: of('paste'), place }),
  blockMoves: fc.record({ type: of('move-block'), place, to: place }),
  sections: fc.oneof(
    fc.record({ type: of('move-section', 'remove-section', 'restore-section'), section: which }),
    // A copy takes the anchor while the section of the words is removed.
    fc.record({ type: of('paste'), place }),
  ),
  undo: fc.record({ type: of('undo', 'undo', 'redo') }),
  versions: fc.oneof(
    fc.record({ type: of('keep-version') }),
    fc.record({ type: of('restore-version'), version: fc.nat(5), only: fc.option(which) }),
  ),
};
/** Somebody who has the article open: an own copy of the document, and undo as the page has it. */
export class Person {
  readonly doc: Y.Doc;
  readonly undo: ArticleUndo;

  /** `doc` is the own copy. */
  constructor(doc: Y.Doc, sections: readonly SectionId[]) {
    this.doc = doc;
    const scope = [...sections.map((id) => sectionFragment(this.doc, id)), outlineMap(this.doc)];
    this.undo = new ArticleUndo(scope as Y.AbstractType<unknown>[], {
      doc: this.doc,
      trackedOrigins: new Set<unknown>([byHand]),
      // No two steps become one, however quickly the test goes.
      captureTimeout: 0,
    });
  }

  /** An edit of one section as its editor makes it: in ProseMirror, and what differs then goes into the document. */
  edit(id: SectionId, change: (tr: Transform) => void): void {
    const fragment = sectionFragment(this.doc, id);
    const tr = new Transform(checkedDocument(blocksOf(fragment)));
    change(tr);
    if (!tr.docChanged) return;
    tr.doc.check();
    this.byHand(() =>
      updateYFragment(this.doc, fragment, tr.doc, { mapping: new Map(), isOMark: new Map() }),
    );
  }

  byHand(change: () => void): void {
    this.doc.transact(change, byHand);
  }
}

/** A textblock and where it stands; null in a section that has none. */
function textblockAt(doc: Node, { block, atWords }: Place): { node: Node; position: number } | null {
  const all: { node: Node; position: number }[] = [];
  doc.descendants((node, position) => {
    if (node.isTextblock) all.push({ node, position });
  });
  const withWords = atWords ? all.find(({ node }) => node.textContent.includes('Anchored')) : undefined;
  return withWords ?? all[block % Math.max(1, all.length)] ?? null;
}

function offsetIn(node: Node, { at, atWords }: Place): number {
  const start = atWords ? node.textContent.indexOf('Anchored') : -1;
  const offset = start === -1 ? at : start + (at % (anchoredWords.length + 1));
  return offset % (node.content.size + 1);
}

let made = 0;
const withNewId = (attrs: Node['attrs']) => {
  made += 1;
  return { ...attrs, id: `made${made}` };
};

function splitAt(tr: Transform, where: Place): void {
  const found = textblockAt(tr.doc, where);
  if (!found) return;
  const { node, position } = found;
  const at = position + 1 + offsetIn(node, where);
  const parent = tr.doc.resolve(at).node(-1);
  const [depth, after] =
    parent?.type.name === 'listItem'
      ? [2, [{ type: parent.type }, { type: node.type, attrs: withNewId(node.attrs) }]]
      : [1, [{ type: node.type, attrs: withNewId(node.attrs) }]];
  if (canSplit(tr.doc, at, depth, after)) tr.split(at, depth, after);
}

function joinWithPrevious(tr: Transform, where: Place): void {
  const found = textblockAt(tr.doc, where);
  if (found && canJoin(tr.doc, found.position)) tr.join(found.position);
}

function toggleHeading(tr: Transform, where: Place): void {
  const found = textblockAt(tr.doc, where);
  if (!found || tr.doc.resolve(found.position).depth > 0) return;
  const { heading, paragraph } = sectionSchema.nodes;
  const type = found.node.type === paragraph ? heading : paragraph;
  if (type) tr.setBlockType(found.position + 1, found.position + 1, type, { id: found.node.attrs.id });
}

function toggleList(tr: Transform, where: Place): void {
  const found = textblockAt(tr.doc, where);
  const { bulletList } = sectionSchema.nodes;
  if (!found || !bulletList) return;
  const inside = tr.doc.resolve(found.position + 1);
  if (inside.depth > 1) {
    const items = inside.node(1);
    const lifted = Fragment.fromArray(items.children.flatMap(({ children }) => children));
    tr.replaceWith(inside.before(1), inside.after(1), lifted);
    return;
  }
  const range = inside.blockRange();
  const wrapping = range && findWrapping(range, bulletList, withNewId({}));
  if (wrapping) tr.wrap(range, wrapping);
}

/** The block of a section with the place in it, and its index. */
function blockAt(doc: Node, where: Place): { block: Node; index: number } | null {
  const found = textblockAt(doc, where);
  if (!found) return null;
  const index = doc.resolve(found.position).index(0);
  return { block: doc.child(index), index };
}

function insertBlock(tr: Transform, block: NodeJson, where: Place): void {
  const index = where.block % (tr.doc.childCount + 1);
  const before = tr.doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  tr.insert(before, sectionSchema.nodeFromJSON(block));
}

/** Does what a person does on the own copy. */
export function act(person: Person, sections: readonly SectionId[], step: Step): void {
  const { doc } = person;
  const idOf = (index: number) => sections[index] as SectionId;
  switch (step.type) {
    case 'type':
      person.edit(idOf(step.place.section), (tr) => {
        const found = textblockAt(tr.doc, step.place);
        if (!found) return;
        const at = found.position + 1 + offsetIn(found.node, step.place);
        // Typing takes the marks that go on there, as the editor's stored marks do.
        tr.insert(at, sectionSchema.text(step.text, tr.doc.resolve(at).marks()));
      });
      return;
    case 'erase':
      person.edit(idOf(step.place.section), (tr) => {
        const found = textblockAt(tr.doc, step.place);
        if (!found) return;
        const offset = offsetIn(found.node, step.place);
        const end = Math.min(found.node.content.size, offset + step.length);
        if (end > offset) tr.delete(found.position + 1 + offset, found.position + 1 + end);
      });
      return;
    case 'split':
      person.edit(idOf(step.place.section), (tr) => splitAt(tr, step.place));
      return;
    case 'join':
      person.edit(idOf(step.place.section), (tr) => joinWithPrevious(tr, step.place));
      return;
    case 'heading':
      person.edit(idOf(step.place.section), (tr) => toggleHeading(tr, step.place));
      return;
    case 'list':
      person.edit(idOf(step.place.section), (tr) => toggleList(tr, step.place));
      return;
    case 'paste':
      person.edit(idOf(step.place.section), (tr) => {
        const found = blockAt(tr.doc, step.place);
        if (!found) return;
        // The clipboard holds HTML, from which no anchor is read (anchor.ts); reading it takes a browser.
        const [copy] = withoutAnchors([found.block.toJSON()]);
        if (copy) insertBlock(tr, { ...copy, attrs: withNewId(copy.attrs ?? {}) }, step.place);
      });
      return;
    case 'move-block':
      // Dragging: into the one place, out of the other, one step to undo. It is the text itself that moves, with its marks.
      person.byHand(() => {
        const from = idOf(step.place.section);
        const found = blockAt(checkedDocument(blocksOf(sectionFragment(doc, from))), step.place);
        if (!found) return;
        person.edit(from, (tr) => {
          const start = tr.doc.children.slice(0, found.index).reduce((sum, one) => sum + one.nodeSize, 0);
          tr.delete(start, start + found.block.nodeSize);
        });
        person.edit(idOf(step.to.section), (tr) => insertBlock(tr, found.block.toJSON(), step.to));
      });
      return;
    case 'move-section':
      person.byHand(() => moveSection(doc, idOf(step.section), 'first'));
      return;
    case 'remove-section':
      person.byHand(() => removeSection(doc, idOf(step.section)));
      return;
    case 'restore-section':
      person.byHand(() => restoreSection(doc, idOf(step.section)));
      return;
    case 'undo':
      person.undo.undo();
      return;
    case 'redo':
      person.undo.redo();
      return;
  }
}

/** Whether all the sections fit the schema. */
export function fits(doc: Y.Doc, sections: readonly SectionId[]): boolean {
  try {
    for (const id of sections) checkedDocument(blocksOf(sectionFragment(doc, id)));
    return true;
  } catch {
    return false;
  }
}

/** A line of the text, and which of its characters bear the anchor. */
interface Line {
  text: string;
  marked: boolean[];
}

function linesOf(nodes: readonly NodeJson[], id: string): Line[] {
  return nodes.flatMap(({ type, content = [] }) => {
    if (type !== 'paragraph' && type !== 'heading') return linesOf(content, id);
    const line: Line = { text: '', marked: [] };
    for (const { text = '', marks = [] } of content) {
      const isMarked = marks.some((mark) => mark.type === 'anchor' && mark.attrs?.id === id);
      line.text += text;
      for (const _unit of text.split('')) line.marked.push(isMarked);
    }
    return [line];
  });
}

/** How many characters bear the anchor: at each place where the words stand in one piece, and in all. */
export function standing(doc: Y.Doc, id: string, words: string): { places: number[]; all: number } {
  const lines = presentSections(doc).flatMap((one) => linesOf(blocksOf(sectionFragment(doc, one.id)), id));
  const places = lines.flatMap(({ text, marked }) => {
    const starts: number[] = [];
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) starts.push(at);
    return starts.map((at) => marked.slice(at, at + words.length).filter(Boolean).length);
  });
  return { places, all: lines.flatMap(({ marked }) => marked).filter(Boolean).length };
}
