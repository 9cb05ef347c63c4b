// Articles of a wanted length, the same in every run.
import type { ArticleContent, NodeJson } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { heading, paragraph } from '@galley/shared/article/new-content.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { fillDocument, writeBlocks } from '@galley/shared/article/read-article.ts';
import { newId } from '@galley/shared/ids.ts';
import * as Y from 'yjs';

/** The words that every bench article begins with. */
export const firstWords = 'The first ferry left at dawn';

/** An article of the News template with about so many words, most of them in its news. */
export function articleOf(words: number): ArticleContent {
  const random = seeded(words);
  const section = (kind: string, blocks: NodeJson[]) => ({ id: newId<never>(), kind, title: '', blocks });
  const introduction = [paragraph(`${firstWords}, ${sentences(random, 20)}`)];
  const outlook = Array.from({ length: 3 }, () => paragraph(sentences(random, 30)));
  const news: NodeJson[] = [];
  for (let written = 120; written < words; written += 60) {
    if (news.length % 8 === 0) news.push(heading(sentences(random, 5)));
    news.push(paragraph(sentences(random, 60)));
  }
  return {
    headline: sentences(random, 7),
    dek: sentences(random, 15),
    lead: { media: '', alt: '', caption: '', credit: '' },
    sections: [section('introduction', introduction), section('news', news), section('outlook', outlook)],
  };
}

/** The words of the one paragraph in which a measured person writes. */
export const ownWords = 'Here somebody sits and writes';

/** An article of the News template with about so many words in eight sections of about the same size. */
export function articleInSections(words: number): ArticleContent {
  const random = seeded(words);
  const kinds = ['introduction', ...Array.from({ length: 6 }, () => 'news'), 'outlook'];
  return {
    ...articleOf(0),
    sections: kinds.map((kind, index) => {
      const blocks = [heading(sentences(random, 5))];
      for (let written = 0; written < words / kinds.length; written += 60)
        blocks.push(paragraph(sentences(random, 60)));
      if (index === 0) blocks[0] = paragraph(`${firstWords}, ${sentences(random, 20)}`);
      if (index === 0) blocks.splice(1, 0, paragraph(`${ownWords} ${sentences(random, 20)}`));
      return { id: newId<never>(), kind, title: '', blocks };
    }),
  };
}

/** The same text as Tiptap's Collaboration keeps one that has no sections, as one Yjs update. */
export function plainStateOf({ headline, dek, sections }: ArticleContent): Uint8Array {
  const doc = new Y.Doc();
  const blocks = [heading(headline), paragraph(dek), ...sections.flatMap((section) => section.blocks)];
  writeBlocks(
    doc.getXmlFragment(plainRoot),
    blocks.map(({ attrs, ...block }) => ({ ...block, ...(attrs && { attrs: { ...attrs, id: null } }) })),
  );
  return Y.encodeStateAsUpdate(doc);
}

/** The root of a document that Tiptap's Collaboration takes where it is given none. */
const plainRoot = 'default';

/** An article's document, as one Yjs update. */
export function stateOf(content: ArticleContent): Uint8Array {
  const doc = new Y.Doc();
  fillDocument(doc, content);
  return Y.encodeStateAsUpdate(doc);
}

/** The texts of the paragraphs at the top of an article's sections, or of a document without sections, in reading order. */
export function paragraphTexts(doc: Y.Doc): Y.XmlText[] {
  const sections = presentSections(doc).map(({ id }) => sectionFragment(doc, id));
  return (sections.length > 0 ? sections : [doc.getXmlFragment(plainRoot)])
    .flatMap((fragment) => fragment.toArray())
    .filter((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph')
    .map((block) => (block instanceof Y.XmlElement ? block.get(0) : null))
    .filter((text) => text instanceof Y.XmlText);
}

const known =
  'harbor ferry council bridge winter school library hospital forest film grid wind bakery train coast tenant budget river market museum vote delay price union island teacher patient driver reader editor'.split(
    ' ',
  );

/** Words by rank, as texts have them: a few that stand everywhere, many that are rare; the known ones in between. */
const vocabulary = Array.from({ length: 4000 }, (_, rank) => known[rank - 100] ?? `word${rank}`);

/** So many words, by Zipf's law: the word of rank n comes n times less often than the first. */
export function sentences(random: Random, words: number): string {
  const word = () => vocabulary[Math.floor(vocabulary.length ** random())] ?? 'word';
  return Array.from({ length: words }, word).join(' ');
}

/** A number from 0 up to 1, 1 left out. */
export type Random = () => number;

/** The same numbers for the same seed. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
