// What the board shows of a document: headline, dek and length in the row, the words in the search index.
import { picturesOf } from '@galley/shared/article/article-pictures.ts';
import { boilerplateWords } from '@galley/shared/article/boilerplate.ts';
import { type ArticleContent, emptyLead, type NodeJson } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { blocksOf, readLead, readLine } from '@galley/shared/article/read-article.ts';
import { type SectionSpec, specOf } from '@galley/shared/article/template.ts';
import { countWords } from '@galley/shared/article/words.ts';
import { isId, type SectionId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import type * as Y from 'yjs';
import { joinedTerms, termsOf, wordsIn } from '../storage/search-terms.ts';
import { headlineKey } from './headline-key.ts';

export interface Projection {
  /** The columns of the row that come from the text. */
  row: {
    headline: string;
    headlineKey: string;
    dek: string;
    words: number;
    boilerplate: number;
    sections: string;
  };
  /** By which the article is found. */
  terms: string[];
  /** The words of its text, each once. */
  words: string[];
  /** The pictures that it shows. */
  pictures: string[];
}

/** As far as the board has to know of an article's template; null for an unknown one. */
export type ProjectedTemplate = { sections: readonly SectionSpec[] } | null;

/** What the board needs of one section. */
interface ProjectedSection {
  title: string;
  language: Language;
  /** The boilerplate against which its words were held. */
  given: string;
  words: number;
  boilerplate: number;
  terms: readonly string[];
  distinct: readonly string[];
  pictures: readonly string[];
}

/** The sections of a document as they were projected last; who changes one takes it out. */
const projected = new WeakMap<Y.Doc, Map<SectionId, ProjectedSection>>();
const watched = new WeakSet<Y.XmlFragment>();

/** Projects a document; of one that stays open only the sections that have changed are read again. */
export function projectDocument(doc: Y.Doc, language: Language, template: ProjectedTemplate): Projection {
  const known = projected.get(doc) ?? new Map<SectionId, ProjectedSection>();
  projected.set(doc, known);
  const outline = presentSections(doc);
  const sections = outline.map(({ id, kind, title }) => {
    const spec = template && specOf(template, kind);
    const before = known.get(id);
    if (before?.title === title && before.language === language && before.given === givenBy(spec))
      return before;
    const fragment = sectionFragment(doc, id);
    if (!watched.has(fragment)) {
      watched.add(fragment);
      fragment.observeDeep(() => known.delete(id));
    }
    const section = projectSection({ title, blocks: blocksOf(fragment) }, language, spec);
    known.set(id, section);
    return section;
  });
  const head = { headline: readLine(doc, 'headline'), dek: readLine(doc, 'dek'), lead: readLead(doc) };
  return joined(head, { ids: outline.map(({ id }) => id), sections }, language);
}

/** Projects an article that has no document yet. */
export function projectContent(
  content: ArticleContent,
  language: Language,
  template: ProjectedTemplate,
): Projection {
  const sections = content.sections.map((section) =>
    projectSection(section, language, template && specOf(template, section.kind)),
  );
  const ids = content.sections.map(({ id }) => id);
  return joined(content, { ids, sections }, language);
}

function projectSection(
  { title, blocks }: { title: string; blocks: readonly NodeJson[] },
  language: Language,
  spec: SectionSpec | null,
): ProjectedSection {
  const text = plainText(blocks);
  const all = `${title}\n${text}`;
  return {
    title,
    language,
    given: givenBy(spec),
    words: countWords(text),
    boilerplate: boilerplateWords(blocks, spec),
    terms: termsOf(all, language),
    distinct: [...new Set(wordsIn(all))],
    pictures: picturesOf({ lead: emptyLead, sections: [{ blocks }] }).map(({ media }) => media),
  };
}

function givenBy(spec: SectionSpec | null): string {
  return spec === null ? '' : `${spec.boilerplate.en}\n${spec.boilerplate.de}`;
}

function joined(
  { headline: line, dek, lead }: Pick<ArticleContent, 'headline' | 'dek' | 'lead'>,
  { ids, sections }: { ids: readonly SectionId[]; sections: readonly ProjectedSection[] },
  language: Language,
): Projection {
  const headline = cleanLine(line);
  const head = [line, dek, lead.caption, lead.credit].join('\n');
  return {
    row: {
      headline,
      headlineKey: headlineKey(headline),
      dek: cleanLine(dek),
      words: sections.reduce((sum, { words, boilerplate }) => sum + words - boilerplate, 0),
      boilerplate: sections.reduce((sum, { boilerplate }) => sum + boilerplate, 0),
      sections: JSON.stringify(ids),
    },
    terms: joinedTerms([termsOf(head, language), ...sections.map(({ terms }) => terms)]),
    words: [...new Set([...wordsIn(head), ...sections.flatMap(({ distinct }) => distinct)])],
    pictures: [
      ...(lead.media === '' ? [] : [lead.media]),
      ...sections.flatMap(({ pictures }) => pictures),
    ].filter(isId),
  };
}
