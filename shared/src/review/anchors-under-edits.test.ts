// Anchors under everything that several people do to a text at once: structure, undo, restored versions. The server's
// part is what it does after each change: it brings anchors back that do not stand on their words.
import { Fragment, type Node } from '@tiptap/pm/model';
import { canJoin, canSplit, findWrapping, Transform } from '@tiptap/pm/transform';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalArticle, withoutAnchors } from '../article/canonical.ts';
import type { ArticleContent, NodeJson } from '../article/content.ts';
import { outlineMap, sectionFragment } from '../article/document.ts';
import { liveSections, moveSection, removeSection, restoreSection } from '../article/outline.ts';
import { holdsTextOfOthers } from '../article/own-text.ts';
import { blocksOf, checkedDocument, fillDocument, readArticle } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import { article, h, item, p, section, sentenceArbitrary, t, ul } from '../article/testing.ts';
import type { SectionId } from '../ids.ts';
import { misplacedAnchors, moveAnchor, type Passage, setAnchor } from './anchors.ts';
import { layOut, quoteAt } from './quotes.ts';
import { restoreContent } from './restore.ts';

const words = 'Anchored words stay together here';
const byHand = 'by-hand';

/** A place in a section: within the words where they stand, else in any of its blocks. */
interface Place {
  section: number;
  block: number;
  at: number;
  atWords: boolean;
}

type Step =
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
const of = <T extends string>(...types: T[]) => fc.constantFrom(...types);
const steps = {
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
const sync = fc.record({ type: of('sync') });

/** Somebody who has the article open: an own copy of the document, and undo as the page has it. */
class Person {
  readonly doc = new Y.Doc();
  readonly undo: Y.UndoManager;

  constructor(server: Y.Doc, clientId: number, sections: readonly SectionId[]) {
    this.doc.clientID = clientId;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(server));
    const scope = [...sections.map((id) => sectionFragment(this.doc, id)), outlineMap(this.doc)];
    this.undo = new Y.UndoManager(scope as Y.AbstractType<unknown>[], {
      trackedOrigins: new Set<unknown>([byHand]),
      // No two steps become one, however quickly the test goes.
      captureTimeout: 0,
      deleteFilter: (one) => !holdsTextOfOthers(one, this.doc.clientID),
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
  const offset = start === -1 ? at : start + (at % (words.length + 1));
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
function act(person: Person, sections: readonly SectionId[], step: Step): void {
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

function fits(doc: Y.Doc, sections: readonly SectionId[]): boolean {
  try {
    for (const id of sections) checkedDocument(blocksOf(sectionFragment(doc, id)));
    return true;
  } catch {
    return false;
  }
}

/** The article on the server, and people who have it open. */
class Desk {
  readonly server = new Y.Doc();
  readonly sections: SectionId[];
  readonly people: Person[];
  #passage: Passage;
  /** The first is from before the thread, and so without its anchor. */
  #versions: ArticleContent[];
  #nextClient = 1;
  #isTextOnly = true;

  constructor(content: ArticleContent, passage: Passage) {
    this.server.clientID = 1000;
    fillDocument(this.server, content);
    this.sections = content.sections.map(({ id }) => id);
    this.#passage = passage;
    this.#versions = [content];
    this.people = [0, 1, 2].map(() => this.#arrival());
    // The thread is made while people have the article open: their undo must leave its mark alone.
    setAnchor(this.server, passage.section, passage.id, passage.quote);
    for (const { doc } of this.people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.server));
  }

  do(who: number, step: Step): void {
    const person = this.people[who] as Person;
    if (step.type === 'sync') this.sync(who);
    else if (step.type === 'keep-version') this.#versions.push(readArticle(this.server));
    else if (step.type === 'restore-version') {
      const only = step.only === null ? null : new Set([this.sections[step.only] as SectionId]);
      const version = this.#versions[step.version % this.#versions.length] as ArticleContent;
      this.#isTextOnly = false;
      this.#restore(version, only);
    } else if (fits(person.doc, this.sections)) {
      act(person, this.sections, step);
      // As long as nobody changed the structure, words come back with their mark before the server has a look.
      this.#isTextOnly &&= ['type', 'erase', 'undo', 'redo'].includes(step.type);
      if (this.#isTextOnly) expect(misplacedAnchors(person.doc, [this.#passage])).toEqual([]);
    }
  }

  #restore(version: ArticleContent, only: ReadonlySet<SectionId> | null): void {
    const { id } = this.#passage;
    const stood = new Y.Doc();
    fillDocument(stood, version);
    const before = standing(this.server, id);
    const then = standing(stood, id);
    restoreContent(this.server, version, only);
    const isWhole = only === null && then.places.length === 1;
    // The mark of a copy goes with the copy, and so does not count.
    if (isWhole && before.places.length <= 1 && then.places[0] === words.length && then.all === words.length)
      expect(standing(this.server, id)).toEqual({ places: [words.length], all: words.length });
    this.changed();
    // From before the thread, too: there its words are found by their quote.
    if (isWhole) expect(standing(this.server, id)).toEqual({ places: [words.length], all: words.length });
  }

  /** Sends what a person has done and fetches what is new. What fits no schema is refused, and the person begins anew. */
  sync(who: number): void {
    const { doc } = this.people[who] as Person;
    const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.server));
    const shadow = new Y.Doc();
    Y.applyUpdate(shadow, Y.encodeStateAsUpdate(this.server));
    Y.applyUpdate(shadow, update);
    if (fits(shadow, this.sections)) Y.applyUpdate(this.server, update);
    else this.people[who] = this.#arrival();
    this.changed();
    const { doc: current } = this.people[who] as Person;
    Y.applyUpdate(current, Y.encodeStateAsUpdate(this.server, Y.encodeStateVector(current)));
  }

  /** What the server does after a change, and what must hold then. */
  changed(): void {
    const before = canonicalArticle(readArticle(this.server));
    for (const { passage, section: home } of misplacedAnchors(this.server, [this.#passage]))
      moveAnchor(this.server, passage, home, new Set());
    expectOnWords(this.server, this.#passage.id);
    expect(canonicalArticle(readArticle(this.server))).toBe(before);
    expect(before).not.toContain(this.#passage.id);
    expect(misplacedAnchors(this.server, [this.#passage])).toEqual([]);
  }

  #arrival(): Person {
    const clientId = this.#nextClient;
    this.#nextClient += 1;
    return new Person(this.server, clientId, this.sections);
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

/**
 * Where the words stand in one piece, the anchor stands on exactly them, in one place only, so a copy never bears it as
 * well. The one exception is a passage that was changed while a copy elsewhere was not: it keeps the anchor while half of
 * it is left. Where the words do not stand, no more is asked: the thread is on what is left of them, or shows its quote.
 */
function expectOnWords(doc: Y.Doc, id: string): void {
  const { places, all } = standing(doc, id);
  if (places.length === 0) return;
  const isOnChanged = places.every((count) => count === 0) && all * 2 >= words.length;
  if (isOnChanged) return;
  expect({ all, most: Math.max(...places) }).toEqual({ all: words.length, most: words.length });
}

/** How many characters bear the anchor: at each place where the words stand in one piece, and in all. */
function standing(doc: Y.Doc, id: string): { places: number[]; all: number } {
  const lines = liveSections(doc).flatMap((one) => linesOf(blocksOf(sectionFragment(doc, one.id)), id));
  const places = lines.flatMap(({ text, marked }) => {
    const starts: number[] = [];
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) starts.push(at);
    return starts.map((at) => marked.slice(at, at + words.length).filter(Boolean).length);
  });
  return { places, all: lines.flatMap(({ marked }) => marked).filter(Boolean).length };
}

const articleArbitrary = fc
  .tuple(fc.array(sentenceArbitrary, { minLength: 0, maxLength: 2 }), sentenceArbitrary)
  .map(([sentences, last]) => {
    const lead = section('introduction', p('Lead.'), ul(item(p('First')), item(p('Second'))));
    const mixed = section(
      'news',
      h(2, 'Heading'),
      ...sentences.map((one) => p(one)),
      p('Then: ', t(words, 'bold'), ' and on.'),
      p(last),
    );
    const { text } = layOut(checkedDocument(mixed.blocks));
    const start = text.indexOf(words);
    const quote = quoteAt(text, start, start + words.length);
    return {
      content: article('Headline', lead, mixed),
      passage: { id: 'thread1', section: mixed.id, quote },
    };
  });

/** A random course of these steps by three people, who sync in between and at the end. */
function expectAnchored(step: fc.Arbitrary<Step>, numRuns: number): void {
  const course = fc.array(
    fc.tuple(fc.nat(2), fc.oneof({ weight: 4, arbitrary: step }, { weight: 1, arbitrary: sync })),
    {
      minLength: 5,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(articleArbitrary, course, ({ content, passage }, taken) => {
      const desk = new Desk(content, passage);
      for (const [who, one] of taken) desk.do(who, one);
      for (const who of desk.people.keys()) desk.sync(who);
      for (const who of desk.people.keys()) desk.sync(who);
      for (const { doc } of desk.people) expect(readArticle(doc)).toEqual(readArticle(desk.server));
    }),
    { seed: 29, numRuns },
  );
}

const { typing, erasing, ...others } = steps;

test.each(Object.entries(others))(
  'an anchor keeps to its words under %s, with typing, erasing and undo',
  (_name, step) => {
    expectAnchored(
      fc.oneof({ weight: 3, arbitrary: step as fc.Arbitrary<Step> }, typing, erasing, steps.undo),
      30,
    );
  },
);

test('an anchor keeps to its words whatever several people do to the text', () => {
  expectAnchored(fc.oneof(...(Object.values(steps) as fc.Arbitrary<Step>[])), 150);
});

test('an anchor is on its words after each undo and redo of whatever one person did', () => {
  // Without copies, to which an anchor rightly goes when most of the original is erased.
  const { sections, versions, pastes, ...ownSteps } = steps;
  const course = fc.array(fc.oneof(...(Object.values(ownSteps) as fc.Arbitrary<Step>[])), {
    minLength: 3,
    maxLength: 15,
  });
  fc.assert(
    fc.property(articleArbitrary, course, ({ content, passage }, taken) => {
      const { people, sections: ids } = new Desk(content, passage);
      const [person] = people as [Person];
      for (const step of taken) act(person, ids, step);
      while (person.undo.undo()) expect(misplacedAnchors(person.doc, [passage])).toEqual([]);
      expect(standing(person.doc, passage.id)).toEqual({ places: [words.length], all: words.length });
      while (person.undo.redo()) expect(misplacedAnchors(person.doc, [passage])).toEqual([]);
    }),
    { seed: 29, numRuns: 60 },
  );
});

test('a version that is restored has the anchor: the one it had, or the one that its words are given again', () => {
  const { sections, versions, pastes, undo, ...edits } = steps;
  const course = fc.array(fc.tuple(fc.nat(2), fc.oneof(...(Object.values(edits) as fc.Arbitrary<Step>[]))), {
    maxLength: 6,
  });
  const erasedWords = fc.record({
    type: of('erase'),
    place: fc.record({
      section: fc.constant(1),
      block: fc.nat(20),
      at: fc.nat(40),
      atWords: fc.constant(true),
    }),
    length: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(articleArbitrary, course, erasedWords, fc.nat(1), (made, taken, erased, version) => {
      const desk = new Desk(made.content, made.passage);
      desk.do(0, { type: 'keep-version' });
      desk.do(0, erased);
      for (const [who, step] of taken) desk.do(who, step);
      for (const who of desk.people.keys()) desk.sync(who);
      desk.do(0, { type: 'restore-version', version, only: null });
    }),
    { seed: 29, numRuns: 60 },
  );
});
