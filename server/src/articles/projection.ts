// What the board shows of a document: headline, dek and length in the row, the words in the search index.

import type { Language } from '@galley/shared/api/people.ts';
import type { ArticleContent, NodeJson } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { liveSections } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { blocksOf, readLead, readLine } from '@galley/shared/article/read-article.ts';
import { countWords } from '@galley/shared/article/words.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import type * as Y from 'yjs';
import { joinedTerms, termsOf } from '../storage/search-terms.ts';
import { headlineKey } from './headline-key.ts';

export interface Projection {
  /** The columns of the row that come from the text. */
  row: { headline: string; headlineKey: string; dek: string; words: number };
  /** By which the article is found. */
  terms: string[];
}

/** What the board needs of one section. */
interface ProjectedSection {
  title: string;
  language: Language;
  words: number;
  terms: readonly string[];
}

/** The sections of a document as they were projected last; who changes one takes it out. */
const projected = new WeakMap<Y.Doc, Map<SectionId, ProjectedSection>>();
const watched = new WeakSet<Y.XmlFragment>();

/** Projects a document; of one that stays open only the sections that have changed are read again. */
export function projectDocument(doc: Y.Doc, language: Language): Projection {
  const known = projected.get(doc) ?? new Map<SectionId, ProjectedSection>();
  projected.set(doc, known);
  const sections = liveSections(doc).map(({ id, title }) => {
    const before = known.get(id);
    if (before && before.title === title && before.language === language) return before;
    const fragment = sectionFragment(doc, id);
    if (!watched.has(fragment)) {
      watched.add(fragment);
      fragment.observeDeep(() => known.delete(id));
    }
    const section = projectSection(title, blocksOf(fragment), language);
    known.set(id, section);
    return section;
  });
  const { caption, credit } = readLead(doc);
  const head = [readLine(doc, 'headline'), readLine(doc, 'dek'), caption, credit] as const;
  return joined(head, sections, language);
}

/** Projects an article that has no document yet. */
export function projectContent(content: ArticleContent, language: Language): Projection {
  const { headline, dek, lead } = content;
  const sections = content.sections.map(({ title, blocks }) => projectSection(title, blocks, language));
  return joined([headline, dek, lead.caption, lead.credit], sections, language);
}

function projectSection(title: string, blocks: readonly NodeJson[], language: Language): ProjectedSection {
  const text = plainText(blocks);
  return { title, language, words: countWords(text), terms: termsOf(`${title}\n${text}`, language) };
}

function joined(
  head: readonly [headline: string, dek: string, caption: string, credit: string],
  sections: readonly ProjectedSection[],
  language: Language,
): Projection {
  const headline = cleanLine(head[0]);
  return {
    row: {
      headline,
      headlineKey: headlineKey(headline),
      dek: cleanLine(head[1]),
      words: sections.reduce((sum, { words }) => sum + words, 0),
    },
    terms: joinedTerms([termsOf(head.join('\n'), language), ...sections.map(({ terms }) => terms)]),
  };
}
