import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalArticle } from '../article/canonical.ts';
import type { ArticleContent, NodeJson } from '../article/content.ts';
import { sectionFragment } from '../article/document.ts';
import { removeSection } from '../article/outline.ts';
import { fillDocument, readArticle } from '../article/read-article.ts';
import { article, h, item, p, section, sentenceArbitrary, ul } from '../article/testing.ts';
import { restoreContent } from './restore.ts';

function documentOf(content: ArticleContent): Y.Doc {
  const doc = new Y.Doc();
  fillDocument(doc, content);
  return doc;
}

function textAt(doc: Y.Doc, id: ArticleContent['sections'][number]['id'], block: number): Y.XmlText {
  const element = sectionFragment(doc, id).get(block);
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text.');
  return text;
}

describe('restoring', () => {
  const news = section('news', p('First.'), h(2, 'Heading'), p('Second.'));
  const outlook = section('outlook', p('Later.'));
  const content = article('Headline', news, outlook);

  test('brings text, blocks, order and removed sections back', () => {
    const doc = documentOf(content);
    textAt(doc, news.id, 0).insert(0, 'Changed. ');
    sectionFragment(doc, news.id).delete(1, 2);
    removeSection(doc, outlook.id);
    expect(new Set(restoreContent(doc, content, null))).toEqual(new Set([news.id, outlook.id]));
    expect(canonicalArticle(readArticle(doc))).toBe(canonicalArticle(content));
  });

  test('does nothing where nothing differs', () => {
    const doc = documentOf(content);
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    expect(restoreContent(doc, content, null)).toEqual([]);
    expect(updates).toBe(0);
  });

  test('touches only the named sections', () => {
    const doc = documentOf(content);
    textAt(doc, news.id, 0).insert(0, 'A ');
    textAt(doc, outlook.id, 0).insert(0, 'B ');
    expect(restoreContent(doc, content, new Set([outlook.id]))).toEqual([outlook.id]);
    expect(textAt(doc, news.id, 0).toString()).toBe('A First.');
    expect(textAt(doc, outlook.id, 0).toString()).toBe('Later.');
  });

  test('leaves what somebody else writes meanwhile in blocks that stay', () => {
    const doc = documentOf(content);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    sectionFragment(doc, news.id).delete(1, 1);
    restoreContent(doc, content, null);
    textAt(other, news.id, 0).insert(6, ' Typed.');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    expect(textAt(doc, news.id, 0).toString()).toBe('First. Typed.');
    expect(readArticle(other)).toEqual(readArticle(doc));
  });

  const block = fc.oneof(
    sentenceArbitrary.map((text) => p(text)),
    sentenceArbitrary.map((text) => h(2, text)),
    fc
      .array(sentenceArbitrary, { minLength: 1, maxLength: 3 })
      .map((texts) => ul(...texts.map((text) => item(p(text))))),
  );
  const blocks = fc.array(block, { minLength: 0, maxLength: 8 });
  /** The first list with some of its blocks gone, moved or replaced. */
  const pair = blocks.chain((before) =>
    fc.tuple(fc.constant(before), fc.shuffledSubarray(before), blocks).map(([old, kept, fresh]) => {
      const after: NodeJson[] = [];
      for (let index = 0; index < Math.max(kept.length, fresh.length); index += 1) {
        const [a, b] = [kept[index], fresh[index]];
        if (a) after.push(a);
        if (b && index % 2 === 0) after.push(b);
      }
      return [old, after] as const;
    }),
  );

  test('makes any text of any other', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const part = section('news', ...before);
        const doc = documentOf(article('Headline', part));
        const wanted = article('Headline', { ...part, blocks: after });
        restoreContent(doc, wanted, null);
        expect(canonicalArticle(readArticle(doc))).toBe(canonicalArticle(wanted));
      }),
      { seed: 11, numRuns: 150 },
    );
  });
});
