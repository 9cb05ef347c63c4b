import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalArticle } from '../article/canonical.ts';
import type { ArticleContent, NodeJson } from '../article/content.ts';
import { sectionFragment } from '../article/document.ts';
import { moveSection, removeSection, restoreSection } from '../article/outline.ts';
import { blocksOf, fillDocument, readArticle } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import { article, h, item, p, section, sentenceArbitrary, t, ul } from '../article/testing.ts';
import { misplacedAnchors, moveAnchor, removeAnchor, setAnchor } from './anchors.ts';
import { findQuote, layOut, quoteAt, quoteOf } from './quotes.ts';

function documentOf(content: ArticleContent): Y.Doc {
  const doc = new Y.Doc();
  fillDocument(doc, content);
  return doc;
}

/** The words that bear the anchor, in reading order. */
function anchored(nodes: readonly NodeJson[], id: string): string {
  return nodes
    .map((node) =>
      node.type === 'text'
        ? (node.marks ?? []).some(({ type, attrs }) => type === 'anchor' && attrs?.id === id)
          ? (node.text ?? '')
          : ''
        : anchored(node.content ?? [], id),
    )
    .join('');
}

const textOf = (blocks: NodeJson[]) =>
  layOut(sectionSchema.nodeFromJSON({ type: 'doc', content: blocks })).text;

function quote(blocks: NodeJson[], words: string) {
  const text = textOf(blocks);
  const start = text.indexOf(words);
  return quoteAt(text, start, start + words.length);
}

describe('a quote', () => {
  test('is found among equal words by what stands around it', () => {
    const text = 'The mayor spoke. Then the mayor left. Nobody saw where the mayor went.';
    const second = quoteAt(text, text.indexOf('mayor left'), text.indexOf('mayor left') + 5);
    const longer = `Yesterday it rained. ${text}`;
    expect(findQuote(longer, second)?.start).toBe(longer.indexOf('mayor left'));
  });

  test('leaves blanks at its ends out, and is none where there is no text', () => {
    const laidOut = layOut(sectionSchema.nodeFromJSON({ type: 'doc', content: [p('One two three')] }));
    expect(quoteOf(laidOut, 4, 9)).toMatchObject({ exact: 'two', prefix: 'One ', suffix: ' three' });
    expect(quoteOf(laidOut, 4, 5)).toBeNull();
  });
});

describe('an anchor', () => {
  const part = section(
    'news',
    p('The mayor spoke for an hour.'),
    ul(item(p('First point')), item(p('Second point'))),
  );
  const content = article('Headline', part, section('outlook', p('More to come.')));

  test('is set on the quoted words, over several blocks too, and changes nothing that readers get', () => {
    const doc = documentOf(content);
    const before = canonicalArticle(readArticle(doc));
    expect(setAnchor(doc, part.id, 'thread1', quote(part.blocks, 'an hour.\nFirst'))).toBe(true);
    expect(anchored(blocksOf(sectionFragment(doc, part.id)), 'thread1')).toBe('an hour.First');
    expect(canonicalArticle(readArticle(doc))).toBe(before);
  });

  test('stands beside others on the same words, and goes alone', () => {
    const doc = documentOf(content);
    setAnchor(doc, part.id, 'thread1', quote(part.blocks, 'mayor spoke'));
    setAnchor(doc, part.id, 'thread2', quote(part.blocks, 'spoke for'));
    expect(anchored(blocksOf(sectionFragment(doc, part.id)), 'thread1')).toBe('mayor spoke');
    expect(anchored(blocksOf(sectionFragment(doc, part.id)), 'thread2')).toBe('spoke for');
    removeAnchor(doc, 'thread1');
    expect(anchored(blocksOf(sectionFragment(doc, part.id)), 'thread1')).toBe('');
    expect(anchored(blocksOf(sectionFragment(doc, part.id)), 'thread2')).toBe('spoke for');
  });

  test('is not set where the words are gone, nor on a chance likeness', () => {
    const doc = documentOf(content);
    expect(setAnchor(doc, part.id, 'thread1', { exact: 'never said', prefix: '', suffix: '', at: 0 })).toBe(
      false,
    );
    const chance = { exact: 'an', prefix: 'quite another ', suffix: ' sentence stood here', at: 0 };
    expect(setAnchor(doc, part.id, 'thread1', chance)).toBe(false);
    expect(anchored(blocksOf(sectionFragment(doc, part.id)), 'thread1')).toBe('');
  });

  test('stays at the place of its words when others are typed over them, letter by letter', () => {
    const doc = documentOf(content);
    const passage = { id: 'thread1', section: part.id, quote: quote(part.blocks, 'mayor spoke') };
    setAnchor(doc, part.id, 'thread1', passage.quote);
    const text = (sectionFragment(doc, part.id).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.delete(4, 11);
    expect(misplacedAnchors(doc, [passage])).toEqual([]);
    for (const [index, letter] of [...'council met'].entries()) {
      // What is typed behind an anchor is not in it.
      text.insert(4 + index, letter, { ...text.toDelta()[0]?.attributes });
      for (const { section } of misplacedAnchors(doc, [passage]))
        moveAnchor(doc, passage, section, new Set());
    }
    const blocks = blocksOf(sectionFragment(doc, part.id));
    expect(anchored(blocks, 'thread1')).toBe('council met');
    expect(textOf(blocks)).toContain('The council met for an hour.');
    expect(misplacedAnchors(doc, [passage])).toEqual([]);
  });

  test('stands on code, and stays there when the code is edited', () => {
    const code = section('news', p('Run ', t('npm start', 'code'), ' for a first look.'));
    const doc = documentOf(article('Headline', code));
    setAnchor(doc, code.id, 'thread1', quote(code.blocks, 'npm start'));
    expect(anchored(blocksOf(sectionFragment(doc, code.id)), 'thread1')).toBe('npm start');
    const text = (sectionFragment(doc, code.id).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(7, ' run');
    const blocks = blocksOf(sectionFragment(doc, code.id));
    expect(anchored(blocks, 'thread1')).toBe('npm run start');
    expect(sectionSchema.nodeFromJSON({ type: 'doc', content: blocks }).textContent).toContain(
      'npm run start',
    );
  });

  test('finds the section into which its words were moved', () => {
    const [first, second] = content.sections;
    if (!first || !second) throw new Error('There are two sections.');
    const doc = documentOf(content);
    const selector = quote(first.blocks, 'The mayor spoke for an hour.');
    const fragment = sectionFragment(doc, first.id);
    const moved = fragment.get(0);
    if (!(moved instanceof Y.XmlElement)) throw new Error('There is a paragraph.');
    const copy = moved.clone();
    fragment.delete(0, 1);
    sectionFragment(doc, second.id).insert(0, [copy]);
    const passage = { id: 'thread1', section: first.id, quote: selector };
    expect(misplacedAnchors(doc, [passage])).toEqual([{ passage, section: second.id }]);
  });

  describe('that stands on a part of its words or on more', () => {
    const words = 'The mayor spoke for an hour.';
    const passage = { id: 'thread1', section: part.id, quote: quote(part.blocks, words) };
    const elsewhere = content.sections[1]?.id ?? part.id;
    const mend = (doc: Y.Doc) => {
      const misplaced = misplacedAnchors(doc, [passage]);
      for (const { section } of misplaced) moveAnchor(doc, passage, section, new Set());
      return misplaced.length;
    };
    const marked = (doc: Y.Doc) =>
      readArticle(doc)
        .sections.map(({ blocks }) => anchored(blocks, passage.id))
        .join('|');
    const open = () => {
      const doc = documentOf(content);
      setAnchor(doc, part.id, passage.id, passage.quote);
      return doc;
    };
    const textIn = (doc: Y.Doc, id = part.id) => {
      const element = sectionFragment(doc, id).get(0);
      const text = element instanceof Y.XmlElement ? element.get(0) : null;
      if (!(text instanceof Y.XmlText)) throw new Error('There is text.');
      return text;
    };

    test('stands on all of them again when the rest comes back', () => {
      const doc = open();
      textIn(doc).delete(10, 18);
      expect(mend(doc)).toBe(0);
      textIn(doc).insert(10, 'spoke for an hour.', {});
      expect(marked(doc)).toBe('The mayor |');
      expect(mend(doc)).toBe(1);
      expect(marked(doc)).toBe(`${words}|`);
    });

    test('stands on them once where two people turned their block into another at once', () => {
      const doc = open();
      const copy = sectionFragment(doc, part.id).get(0);
      if (!(copy instanceof Y.XmlElement)) throw new Error('There is a paragraph.');
      sectionFragment(doc, part.id).insert(0, [copy.clone()]);
      sectionFragment(doc, elsewhere).insert(0, [copy.clone()]);
      expect(marked(doc)).toBe(`${words}${words}|${words}`);
      expect(mend(doc)).toBe(1);
      expect(marked(doc)).toBe(`${words}|`);
      expect(mend(doc)).toBe(0);
    });

    test('stays on a passage that was changed, and leaves a remnant for the words', () => {
      const doc = open();
      textIn(doc).insert(10, 'never ');
      textIn(doc, elsewhere).insert(0, `${words} `, {});
      expect(mend(doc)).toBe(0);
      textIn(doc).delete(3, textIn(doc).length - 3);
      expect(mend(doc)).toBe(1);
      expect(marked(doc)).toBe(`|${words}`);
    });

    test('is left alone in sealed sections', () => {
      const doc = open();
      const copy = sectionFragment(doc, part.id).get(0);
      if (!(copy instanceof Y.XmlElement)) throw new Error('There is a paragraph.');
      sectionFragment(doc, elsewhere).insert(0, [copy.clone()]);
      moveAnchor(doc, passage, part.id, new Set([elsewhere]));
      expect(marked(doc)).toBe(`${words}|${words}`);
    });
  });

  type Edit =
    | { type: 'insert'; block: number; at: number; text: string }
    | { type: 'delete'; block: number; at: number; length: number }
    | { type: 'add' | 'drop'; block: number }
    | { type: 'move' | 'remove' | 'restore' }
    | { type: 'sync' };
  const place = { block: fc.nat(20), at: fc.nat(200) };
  const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
      type: fc.constant('insert' as const),
      ...place,
      text: fc.string({ minLength: 1, maxLength: 8 }),
    }),
    fc.record({ type: fc.constant('delete' as const), ...place, length: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ type: fc.constantFrom('add' as const, 'drop' as const), block: place.block }),
    fc.record({ type: fc.constantFrom('move' as const, 'remove' as const, 'restore' as const) }),
    fc.constant({ type: 'sync' as const }),
  );

  /** An edit as an editor makes it, which leaves the block with the anchor's words in it alone but for typing around them. */
  function edit(doc: Y.Doc, id: ArticleContent['sections'][number]['id'], words: string, change: Edit): void {
    const fragment = sectionFragment(doc, id);
    const blocks = fragment.toArray();
    const isGuarded = (index: number) => String(blocks[index]).includes(words);
    const index = 'block' in change && blocks.length > 0 ? change.block % blocks.length : 0;
    const block = fragment.get(index);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    switch (change.type) {
      case 'insert':
        if (text instanceof Y.XmlText && !isGuarded(index))
          text.insert(change.at % (text.length + 1), change.text);
        else if (text instanceof Y.XmlText) text.insert(0, change.text, {});
        return;
      case 'delete':
        if (text instanceof Y.XmlText && !isGuarded(index) && text.length > 0) {
          const at = change.at % text.length;
          text.delete(at, Math.min(change.length, text.length - at));
        }
        return;
      case 'add': {
        const added = new Y.XmlElement('paragraph');
        added.insert(0, [new Y.XmlText('Added.')]);
        fragment.insert(index, [added]);
        return;
      }
      case 'drop':
        if (blocks.length > 1 && !isGuarded(index)) fragment.delete(index, 1);
        return;
      case 'move':
        moveSection(doc, id, 'first');
        return;
      case 'remove':
        removeSection(doc, id);
        return;
      case 'restore':
        restoreSection(doc, id);
    }
  }

  test('stays on its words whatever several people do around them', () => {
    const words = 'Anchored words stay together here';
    fc.assert(
      fc.property(
        fc.array(sentenceArbitrary, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(2), editArbitrary), { minLength: 5, maxLength: 40 }),
        (sentences, edits) => {
          const mixed = section(
            'news',
            h(2, 'Heading'),
            ...sentences.map((one) => p(one)),
            p(t(words, 'bold'), ' and on.'),
          );
          const server = documentOf(article('Headline', section('introduction', p('Lead.')), mixed));
          setAnchor(server, mixed.id, 'thread1', quote(mixed.blocks, words));
          const people = [0, 1, 2].map(() => {
            const doc = new Y.Doc();
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
            return doc;
          });
          const sync = (doc: Y.Doc) => {
            Y.applyUpdate(server, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)));
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)));
          };
          for (const [who, change] of edits) {
            const doc = people[who] as Y.Doc;
            if (change.type === 'sync') sync(doc);
            else edit(doc, mixed.id, words, change);
          }
          for (const doc of people) sync(doc);
          expect(anchored(blocksOf(sectionFragment(server, mixed.id)), 'thread1')).toBe(words);
        },
      ),
      { seed: 23, numRuns: 150 },
    );
  });
});
