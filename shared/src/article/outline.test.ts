import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SectionId } from '../ids.ts';
import { sectionFragment } from './document.ts';
import {
  addSection,
  moveSection,
  type Place,
  presentSections,
  readOutline,
  removeSection,
  renameSection,
  restoreSection,
} from './outline.ts';
import { duplicateSection } from './sections.ts';

const idsOf = (doc: Y.Doc) => readOutline(doc).map(({ id }) => id);

/** An article of so many sections, each with a paragraph to type in. */
function articleOf(sections: number): Y.Doc {
  const doc = new Y.Doc();
  for (let number = 0; number < sections; number += 1) newSection(doc, 'last');
  return doc;
}

function newSection(doc: Y.Doc, place: Place): SectionId {
  return doc.transact(() => {
    const id = addSection(doc, { kind: 'news' }, place);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(' ')]);
    sectionFragment(doc, id).insert(0, [paragraph]);
    return id;
  });
}

describe('the outline', () => {
  it('puts a moved section first, last, or right behind another one', () => {
    const doc = articleOf(4);
    const [a, b, c, d] = idsOf(doc) as [SectionId, SectionId, SectionId, SectionId];
    moveSection(doc, d, 'first');
    expect(idsOf(doc)).toEqual([d, a, b, c]);
    moveSection(doc, a, 'last');
    expect(idsOf(doc)).toEqual([d, b, c, a]);
    moveSection(doc, a, { after: d });
    expect(idsOf(doc)).toEqual([d, a, b, c]);
    moveSection(doc, a, { after: a });
    expect(idsOf(doc)).toEqual([d, a, b, c]);
  });

  it('keeps a removed section’s place, name and text', () => {
    const doc = articleOf(3);
    const [a, b, c] = idsOf(doc) as [SectionId, SectionId, SectionId];
    renameSection(doc, b, '  What happened ');
    removeSection(doc, b);
    expect(presentSections(doc).map(({ id }) => id)).toEqual([a, c]);
    expect(sectionFragment(doc, b).length).toBe(1);
    restoreSection(doc, b);
    expect(presentSections(doc).map(({ id, title }) => [id, title])).toEqual([
      [a, ''],
      [b, 'What happened'],
      [c, ''],
    ]);
  });
});

/** What somebody does; the numbers choose among what there is to choose from at that moment. */
const act = fc.record({
  who: fc.nat(),
  what: fc.constantFrom(
    'type',
    'type',
    'cut',
    'move',
    'move',
    'remove',
    'restore',
    'rename',
    'add',
    'copy',
    'hear',
  ),
  which: fc.nat(),
  where: fc.nat(),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

describe('several people who restructure and write at once, each long without the others', () => {
  it('have one article in the end: each section once, in one order, and every word in its section', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }),
        fc.array(act, { minLength: 10, maxLength: 60 }),
        fc.infiniteStream(fc.nat()),
        (people, acts, chance) => {
          const desk = new OfflineDesk(people);
          for (const one of acts) desk.let(one);
          desk.reunite(() => chance.next().value ?? 0);
          desk.expectOneArticle();
        },
      ),
      { seed: 19, numRuns: 300 },
    );
  });
});

/** People with a copy each, who hear of each other's changes late, one by one, and in any order. */
class OfflineDesk {
  #docs: Y.Doc[];
  /** Of each person the changes that they have not heard of. */
  #unheard: Uint8Array[][];
  #sections: Set<SectionId>;
  /** Of each word the section in which it was typed. */
  #words = new Map<string, SectionId>();
  #cut = new Set<string>();
  #acts: { what: Act['what']; id: SectionId; where: number }[] = [];
  /** Of each copied section the one that it is a copy of: words that stood there then stand in both. */
  #copies = new Map<SectionId, SectionId>();

  constructor(people: number) {
    const first = articleOf(3);
    this.#sections = new Set(idsOf(first));
    this.#docs = Array.from({ length: people }, () => copyOf(first));
    this.#unheard = this.#docs.map(() => []);
    for (const doc of this.#docs) {
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === fromOthers) return;
        for (const [index, other] of this.#docs.entries())
          if (other !== doc) this.#unheard[index]?.push(update);
      });
    }
  }

  let({ who, what, which, where }: Act): void {
    const index = who % this.#docs.length;
    const doc = this.#docs[index] as Y.Doc;
    const ids = idsOf(doc);
    const id = pick(ids, which);
    const place: Place = where % 5 === 0 ? 'first' : where % 5 === 1 ? 'last' : { after: pick(ids, where) };
    this.#acts.push({ what, id, where });
    if (what === 'type') this.#type(doc, id, where);
    if (what === 'cut') this.#cutWord(doc, id, where);
    if (what === 'move') moveSection(doc, id, place);
    if (what === 'remove') removeSection(doc, id);
    if (what === 'restore') restoreSection(doc, id);
    if (what === 'rename') renameSection(doc, id, `Name ${where}`);
    if (what === 'add') this.#sections.add(newSection(doc, place));
    if (what === 'copy') this.#copy(doc, id);
    if (what === 'hear') this.#hear(index, where);
  }

  /** Everybody hears everything, in whatever order. */
  reunite(chance: () => number): void {
    for (const [index, unheard] of this.#unheard.entries()) {
      while (unheard.length > 0) this.#hear(index, chance());
    }
  }

  expectOneArticle(): void {
    const [first, ...others] = this.#docs as [Y.Doc, ...Y.Doc[]];
    const outline = readOutline(first);
    const texts = (doc: Y.Doc) => outline.map(({ id }) => sectionFragment(doc, id).toString());
    for (const other of others) {
      expect(readOutline(other)).toEqual(outline);
      expect(texts(other)).toEqual(texts(first));
      expect(other.store.pendingStructs).toBeNull();
    }
    expect(outline.map(({ id }) => id).toSorted()).toEqual([...this.#sections].toSorted());
    for (const { id, title, removed } of outline) {
      const done = (what: Act['what']) => this.#acts.filter((one) => one.what === what && one.id === id);
      const names = done('rename').map(({ where }) => `Name ${where}`);
      // Of several names or removals of one section the order decides, which people who are apart don't have.
      if (names.length > 0) expect(names).toContain(title);
      if (done('remove').length === 0) expect(removed).toBe(false);
      else if (done('restore').length === 0) expect(removed).toBe(true);
      const words = wordsIn(first, id);
      const typed = [...this.#words].filter(([word, section]) => section === id && !this.#cut.has(word));
      expect(words.filter((word) => this.#words.get(word) === id).toSorted()).toEqual(
        typed.map(([word]) => word).toSorted(),
      );
      // What else stands there was copied with its section.
      const strangers = words.filter((word) => this.#words.get(word) !== id);
      expect(strangers.every((word) => this.#isCopied(this.#words.get(word), id))).toBe(true);
    }
  }

  #isCopied(from: SectionId | undefined, to: SectionId): boolean {
    const source = this.#copies.get(to);
    return source !== undefined && (source === from || this.#isCopied(from, source));
  }

  #copy(doc: Y.Doc, id: SectionId): void {
    const copy = duplicateSection(doc, id);
    if (copy === null) throw new Error('There was nothing to copy.');
    this.#sections.add(copy);
    this.#copies.set(copy, id);
  }

  /** Types a word between the others. */
  #type(doc: Y.Doc, id: SectionId, where: number): void {
    const text = textIn(doc, id);
    const word = `word${this.#words.size}`;
    const gaps = [...text.toString().matchAll(/ /g)].map(({ index }) => index + 1);
    text.insert(pick(gaps, where), `${word} `);
    this.#words.set(word, id);
  }

  #cutWord(doc: Y.Doc, id: SectionId, where: number): void {
    const words = wordsIn(doc, id).filter((word) => this.#words.get(word) === id);
    if (words.length === 0) return;
    const word = pick(words, where);
    const text = textIn(doc, id);
    text.delete(text.toString().indexOf(` ${word} `) + 1, word.length);
    this.#cut.add(word);
  }

  #hear(index: number, which: number): void {
    const unheard = this.#unheard[index] ?? [];
    if (unheard.length === 0) return;
    const [update] = unheard.splice(which % unheard.length, 1);
    Y.applyUpdate(this.#docs[index] as Y.Doc, update as Uint8Array, fromOthers);
  }
}

const fromOthers = 'others';

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function textIn(doc: Y.Doc, id: SectionId): Y.XmlText {
  return (sectionFragment(doc, id).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

function wordsIn(doc: Y.Doc, id: SectionId): string[] {
  return (
    sectionFragment(doc, id)
      .toString()
      .match(/word\d+/g) ?? []
  );
}

function pick<T>(items: readonly T[], number: number): T {
  return items[number % items.length] as T;
}
