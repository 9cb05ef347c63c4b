// Between an article's Y.Doc and its content as plain data.
import type { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment, updateYFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { isId, type MediaId } from '../ids.ts';
import { type ArticleContent, emptyLead, type Lead, type NodeJson, type SectionContent } from './content.ts';
import { checkedBySchema } from './content-error.ts';
import { type LeadText, type Line, leadMap, leadTexts, lineFragment, sectionFragment } from './document.ts';
import { addSection, type OutlineEntry, presentSections } from './outline.ts';
import { isSourceType, leadSettingNames, settingsIn } from './picture-settings.ts';
import { type PictureTexts, withTextsAsAttributes, withTextsAsNodes } from './picture-texts.ts';
import { isTextBlock, lineSchema, sectionSchema } from './schema/schema.ts';

/** The article as it stands: removed sections are left out. The document is not changed. */
export function readArticle(doc: Y.Doc): ArticleContent {
  return {
    headline: readLine(doc, 'headline'),
    dek: readLine(doc, 'dek'),
    lead: readLead(doc),
    sections: presentSections(doc).map((entry) => readSection(doc, entry)),
  };
}

/** One section with its blocks. */
export function readSection(doc: Y.Doc, { id, kind, title }: OutlineEntry): SectionContent {
  return { id, kind, title, blocks: blocksOf(sectionFragment(doc, id)) };
}

/** The blocks of a fragment as content: the words of figures are attributes. */
export function blocksOf(fragment: Y.XmlFragment): NodeJson[] {
  return withTextsAsAttributes(nodesOf(fragment));
}

/** The blocks of a fragment as an editor has them: the words of figures are nodes, so that positions are the editor's. */
export function nodesOf(fragment: Y.XmlFragment): NodeJson[] {
  const { content } = yXmlFragmentToProsemirrorJSON(fragment) as { content?: NodeJson[] };
  return content ?? [];
}

/** One block of a fragment, as `nodesOf` gives it. */
export function nodeOf(block: Y.XmlElement): NodeJson | undefined {
  // The conversion asks a fragment for nothing but what it holds.
  return nodesOf({ toArray: () => [block] } as unknown as Y.XmlFragment)[0];
}

/** A line's text. Lines that came to be side by side are joined by a blank. */
export function readLine(doc: Y.Doc, line: Line): string {
  return nodesOf(lineFragment(doc, line))
    .map((node) => (node.content ?? []).map((child) => child.text ?? '').join(''))
    .filter((text) => text.trim() !== '')
    .join(' ')
    .trim();
}

/** The lead image; a field that is no text counts as empty. */
export function readLead(doc: Y.Doc): Lead {
  const map = leadMap(doc);
  const lead = { ...emptyLead };
  const media: unknown = map.get('media');
  if (isId<MediaId>(media)) lead.media = media;
  const { focus, sourceType } = settingsIn((name) => map.get(name));
  if (lead.media !== '' && focus !== undefined) lead.focus = focus;
  if (lead.media !== '' && isSourceType(sourceType)) lead.sourceType = sourceType;
  for (const text of leadTexts) {
    const field = leadField(text);
    // Articles of schema 2 and older have it in the map until somebody opens them.
    const value: unknown = hasLine(doc, text) ? readLine(doc, text) : map.get(field);
    if (typeof value === 'string') lead[field] = value;
  }
  return lead;
}

/** The field of the lead image that a text of its own stands for. */
export function leadField(text: LeadText): keyof PictureTexts {
  return text === 'lead-alt' ? 'alt' : text === 'lead-caption' ? 'caption' : 'credit';
}

/** Whether the line is there to be written in: those of the lead image may lack in articles of schema 2 and older. */
export function hasLine(doc: Y.Doc, line: Line): boolean {
  return lineFragment(doc, line).length > 0;
}

/**
 * Fills an empty document. To be done once and on the server: a second filling would double the content.
 * Throws a `ContentError` where blocks don't fit the schema.
 */
export function fillDocument(doc: Y.Doc, content: ArticleContent): void {
  doc.transact(() => {
    writeLine(doc, 'headline', content.headline);
    writeLine(doc, 'dek', content.dek);
    writeLead(doc, content.lead);
    for (const section of content.sections) {
      addSection(doc, { id: section.id, kind: section.kind, title: section.title });
      writeBlocks(sectionFragment(doc, section.id), section.blocks);
    }
  });
}

/** Puts blocks into an empty fragment; throws a `ContentError` where they don't fit the schema. */
export function writeBlocks(fragment: Y.XmlFragment, blocks: readonly NodeJson[]): void {
  const node = checkedDocument(withTextsAsNodes(blocks));
  if (node.childCount > 0) prosemirrorToYXmlFragment(node, fragment);
  addTexts(fragment);
}

/** A block as an element to be inserted; throws a `ContentError` where it doesn't fit the schema. */
export function elementOf(block: NodeJson): Y.XmlElement {
  const made = new Y.Doc().getXmlFragment('made');
  writeBlocks(made, [block]);
  const element: unknown = made.get(0);
  if (!(element instanceof Y.XmlElement)) throw new Error('A block makes an element.');
  return element.clone();
}

/** Blocks as a document of the section's schema; throws a `ContentError` where they don't fit it. */
export function checkedDocument(blocks: readonly NodeJson[]): Node {
  return checkedBySchema(() => {
    const node = sectionSchema.nodeFromJSON({ type: 'doc', content: blocks });
    node.check();
    return node;
  });
}

/** Makes the lead image this one; words that stay are left alone. */
export function writeLead(doc: Y.Doc, lead: Lead): void {
  const map = leadMap(doc);
  doc.transact(() => {
    if ((map.get('media') ?? '') !== lead.media) map.set('media', lead.media);
    for (const name of leadSettingNames) {
      const value = lead[name];
      if (value === undefined) map.delete(name);
      else if (map.get(name) !== value) map.set(name, value);
    }
    for (const text of leadTexts) {
      const field = leadField(text);
      if (!hasLine(doc, text) || readLine(doc, text) !== lead[field]) writeLine(doc, text, lead[field]);
      map.delete(field);
    }
  });
}

/** Makes a line say this text; words that stay are left alone. An empty text makes an empty line. */
export function writeLine(doc: Y.Doc, line: Line, text: string): void {
  const fragment = lineFragment(doc, line);
  const words = text === '' ? [] : [lineSchema.text(text)];
  const node = lineSchema.node('line', null, words);
  const [first] = fragment.toArray();
  doc.transact(() => {
    if (!(first instanceof Y.XmlElement) || first.nodeName !== node.type.name) {
      fragment.delete(0, fragment.length);
      prosemirrorToYXmlFragment(lineSchema.node('doc', null, [node]), fragment);
    } else {
      fragment.delete(1, fragment.length - 1);
      updateYFragment(doc, first, node, { mapping: new Map(), isOMark: new Map() });
    }
    addTexts(fragment);
  });
}

/** Whether there are text blocks without a text. */
export function lacksTexts(within: Y.XmlFragment): boolean {
  return within
    .toArray()
    .some(
      (child) =>
        child instanceof Y.XmlElement &&
        (isTextBlock(child.nodeName) ? child.length === 0 : lacksTexts(child)),
    );
}

/** Gives empty text blocks the text that letters go into: why, keep-texts.ts says. */
export function addTexts(within: Y.XmlFragment): void {
  for (const child of within.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (!isTextBlock(child.nodeName)) addTexts(child);
    else if (child.length === 0) child.insert(0, [new Y.XmlText()]);
  }
}
