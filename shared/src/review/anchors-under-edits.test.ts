// Anchors under everything that several people do to a text at once: structure, undo, restored versions. The server's
// part is what it does after each change: it brings anchors back that do not stand on their words.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalArticle } from '../article/canonical.ts';
import type { ArticleContent } from '../article/content.ts';
import { checkedDocument, fillDocument, readArticle } from '../article/read-article.ts';
import { article, h, item, p, section, sentenceArbitrary, t, ul } from '../article/testing.ts';
import type { SectionId } from '../ids.ts';
import { misplacedAnchors, moveAnchor, type Passage, setAnchor } from './anchors.ts';
import {
  act,
  fits,
  of,
  Person,
  type Step,
  standing,
  steps,
  anchoredWords as words,
} from './edits-testing.ts';
import { layOut, quoteAt } from './quotes.ts';
import { restoreContent } from './restore.ts';

const sync = fc.record({ type: of('sync') });

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
    const before = standing(this.server, id, words);
    const then = standing(stood, id, words);
    restoreContent(this.server, version, only);
    const isWhole = only === null && then.places.length === 1;
    // The mark of a copy goes with the copy, and so does not count.
    if (isWhole && before.places.length <= 1 && then.places[0] === words.length && then.all === words.length)
      expect(standing(this.server, id, words)).toEqual({ places: [words.length], all: words.length });
    this.changed();
    // From before the thread, too: there its words are found by their quote.
    if (isWhole)
      expect(standing(this.server, id, words)).toEqual({ places: [words.length], all: words.length });
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
    const doc = new Y.Doc();
    doc.clientID = clientId;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.server));
    return new Person(doc, this.sections);
  }
}

/**
 * Where the words stand in one piece, the anchor stands on exactly them, in one place only, so a copy never bears it as
 * well. The one exception is a passage that was changed while a copy elsewhere was not: it keeps the anchor while half of
 * it is left. Where the words do not stand, no more is asked: the thread is on what is left of them, or shows its quote.
 */
function expectOnWords(doc: Y.Doc, id: string): void {
  const { places, all } = standing(doc, id, words);
  if (places.length === 0) return;
  const isOnChanged = places.every((count) => count === 0) && all * 2 >= words.length;
  if (isOnChanged) return;
  expect({ all, most: Math.max(...places) }).toEqual({ all: words.length, most: words.length });
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
      // What one hears from the others may make their undo correct something, which goes round once more.
      for (let round = 0; round < 4; round += 1) for (const who of desk.people.keys()) desk.sync(who);
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
      expect(standing(person.doc, passage.id, words)).toEqual({ places: [words.length], all: words.length });
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
