// Puts imported text into an article that people may have open: as an edit among theirs. What they write meanwhile goes
// into the same blocks and merges.
import type { ArticleImportResult, TakenPlace } from '@galley/shared/api/imports.ts';
import { isUnwritten } from '@galley/shared/article/boilerplate.ts';
import type { ArticleContent, Lead, NodeJson, SectionContent } from '@galley/shared/article/content.ts';
import { lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { fitBlocks } from '@galley/shared/article/fit-blocks.ts';
import { paragraph, withFreshSectionIds } from '@galley/shared/article/new-content.ts';
import {
  addSection,
  type OutlineEntry,
  presentSections,
  renameSection,
} from '@galley/shared/article/outline.ts';
import { holdsSomething } from '@galley/shared/article/plain-text.ts';
import {
  blocksOf,
  readLead,
  readLine,
  writeBlocks,
  writeLead,
  writeLine,
} from '@galley/shared/article/read-article.ts';
import { type SectionSpec, specOf } from '@galley/shared/article/template.ts';
import { newId, type SectionId } from '@galley/shared/ids.ts';
import { replaceBlocks } from '@galley/shared/review/replace-blocks.ts';
import * as Y from 'yjs';

export interface PutIntoOptions {
  mode: 'append' | 'fill';
  template: { sections: readonly SectionSpec[] };
  /** Sections that nothing may be put into. */
  sealed: ReadonlySet<SectionId>;
  /** A byline that found its place taken. */
  byline: string;
}

/**
 * Adds the content's sections, or fills sections of their kind that hold nothing but what a new article begins with.
 * Headline, dek and lead image are set where there is none. What finds its place taken becomes the first blocks of the text.
 * Throws a `ContentError` for blocks that don't fit the schema.
 */
export function putInto(
  doc: Y.Doc,
  content: ArticleContent,
  options: PutIntoOptions,
): Omit<ArticleImportResult, 'slugTaken'> {
  const { mode, template, byline } = options;
  const head = unplacedHead(doc, { ...content, byline });
  const unplaced = [...head.map(({ text }) => paragraph(text)), ...unplacedLead(doc, content.lead)];
  const sections = withPlaceFor(unplaced, content.sections, template).map((section, index) => {
    const all = index === 0 ? [...unplaced, ...section.blocks] : section.blocks;
    const blocks = fitBlocks(all, specOf(template, section.kind));
    return withFreshSectionIds({ ...section, blocks });
  });
  const homes = mode === 'fill' ? homesIn(doc, sections, options) : new Map<SectionContent, OutlineEntry>();
  putHead(doc, content);
  let before: SectionId | null = null;
  for (const section of sections) {
    const home = homes.get(section);
    if (home) {
      fill(doc, home, section);
      before = home.id;
      continue;
    }
    const place = mode === 'fill' && before !== null ? { after: before } : 'last';
    before = addSection(doc, section, place);
    writeBlocks(sectionFragment(doc, section.id), section.blocks);
  }
  const taken = head.map(({ place }) => place);
  return { filled: homes.size, added: sections.length - homes.size, taken };
}

/** What found its place taken needs a section, where a text has none of its own. */
function withPlaceFor(
  unplaced: readonly NodeJson[],
  sections: readonly SectionContent[],
  { sections: [spec] }: PutIntoOptions['template'],
): readonly SectionContent[] {
  if (unplaced.length === 0 || sections.length > 0 || !spec) return sections;
  return [{ id: newId<SectionId>(), kind: spec.kind, title: '', blocks: [] }];
}

/** Which section goes where. Those without a title of their own choose first: they are what the template means. */
function homesIn(
  doc: Y.Doc,
  sections: readonly SectionContent[],
  { template, sealed }: PutIntoOptions,
): Map<SectionContent, OutlineEntry> {
  const free = presentSections(doc).filter(
    ({ id, kind, title }) =>
      !sealed.has(id) &&
      title === '' &&
      isUnwritten(blocksOf(sectionFragment(doc, id)), specOf(template, kind)),
  );
  const homes = new Map<SectionContent, OutlineEntry>();
  for (const section of sections.toSorted((a, b) => Number(a.title !== '') - Number(b.title !== ''))) {
    const index = free.findIndex(({ kind }) => kind === section.kind);
    const [home] = index === -1 ? [] : free.splice(index, 1);
    if (home) homes.set(section, home);
  }
  return homes;
}

function putHead(doc: Y.Doc, { headline, dek, lead }: ArticleContent): void {
  if (headline !== '' && readLine(doc, 'headline') === '') setLine(doc, 'headline', headline);
  if (dek !== '' && readLine(doc, 'dek') === '') setLine(doc, 'dek', dek);
  const before = readLead(doc);
  if (before.media === '' && lead.media !== '') writeLead(doc, lead);
  // A file may name whose the picture is and come without it.
  else if (before.credit === '' && lead.media === '' && lead.credit !== '')
    writeLead(doc, { ...before, credit: lead.credit });
}

/** What of the head says something else than the article does: somebody may have written it since the file was looked through. */
function unplacedHead(
  doc: Y.Doc,
  { headline, dek, byline }: Pick<ArticleContent, 'headline' | 'dek'> & { byline: string },
): { place: TakenPlace; text: string }[] {
  const isOther = (text: string, before: string) => text !== '' && before !== '' && text !== before;
  return [
    ...(isOther(headline, readLine(doc, 'headline')) ? [{ place: 'headline' as const, text: headline }] : []),
    ...(isOther(dek, readLine(doc, 'dek')) ? [{ place: 'dek' as const, text: dek }] : []),
    ...(byline === '' ? [] : [{ place: 'byline' as const, text: byline }]),
  ];
}

/** What of an imported lead picture finds its place taken: it goes into the text, so that nothing is lost. */
function unplacedLead(doc: Y.Doc, lead: Lead): NodeJson[] {
  const before = readLead(doc);
  if (lead.media !== '' && before.media !== '') return [{ type: 'figure', attrs: { ...lead } }];
  if (lead.media === '' && lead.credit !== '' && before.credit !== '' && before.credit !== lead.credit)
    return [paragraph(lead.credit)];
  return [];
}

/** Writes into the line that is there, where somebody's caret may stand. */
function setLine(doc: Y.Doc, line: 'headline' | 'dek', text: string): void {
  const element = lineFragment(doc, line).get(0);
  const inner = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (inner instanceof Y.XmlText) inner.insert(0, text);
  else if (element instanceof Y.XmlElement) element.insert(0, [new Y.XmlText(text)]);
  else writeLine(doc, line, text);
}

function fill(doc: Y.Doc, { id }: OutlineEntry, section: SectionContent): void {
  if (section.title !== '') renameSection(doc, id, section.title);
  const fragment = sectionFragment(doc, id);
  replaceBlocks(doc, fragment, inPlace(blocksOf(fragment), section.blocks));
}

/**
 * The new blocks, of which the first that fits takes the place of the block that is there: somebody may have begun to
 * write in it. Where none fits, an empty one stays behind them.
 */
function inPlace(before: readonly NodeJson[], blocks: readonly NodeJson[]): NodeJson[] {
  const [first] = before;
  if (!first) return [...blocks];
  const heir = blocks.find(({ type }) => type === first.type);
  if (!heir) return holdsSomething([first]) ? [...blocks] : [...blocks, first];
  const id = first.attrs?.id ?? null;
  return blocks.map((block) => (block === heir ? { ...block, attrs: { ...block.attrs, id } } : block));
}
