// Between an article's Y.Doc and its content as plain data.
import type { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type ArticleContent, emptyLead, type Lead, type NodeJson, type SectionContent } from './content.ts';
import { checkedBySchema } from './content-error.ts';
import { leadMap, lineFragment, sectionFragment } from './document.ts';
import { addSection, liveSections, type OutlineEntry } from './outline.ts';
import { lineSchema, sectionSchema } from './schema/schema.ts';

/** The article as it stands: removed sections are left out. The document is not changed. */
export function readArticle(doc: Y.Doc): ArticleContent {
  return {
    headline: readLine(doc, 'headline'),
    dek: readLine(doc, 'dek'),
    lead: readLead(doc),
    sections: liveSections(doc).map((entry) => readSection(doc, entry)),
  };
}

/** One section with its blocks. */
export function readSection(doc: Y.Doc, { id, kind, title }: OutlineEntry): SectionContent {
  return { id, kind, title, blocks: blocksOf(sectionFragment(doc, id)) };
}

/** The blocks of a fragment as ProseMirror JSON */
export function blocksOf(fragment: Y.XmlFragment): NodeJson[] {
  const { content } = yXmlFragmentToProsemirrorJSON(fragment) as { content?: NodeJson[] };
  return content ?? [];
}

/** The headline's or the dek's text. Lines that came to be side by side are joined by a blank. */
export function readLine(doc: Y.Doc, line: 'headline' | 'dek'): string {
  return blocksOf(lineFragment(doc, line))
    .map((node) => (node.content ?? []).map((child) => child.text ?? '').join(''))
    .filter((text) => text.trim() !== '')
    .join(' ')
    .trim();
}

/** The lead image's fields; a field that is no text counts as empty. */
export function readLead(doc: Y.Doc): Lead {
  const map = leadMap(doc);
  const lead = { ...emptyLead };
  for (const field of Object.keys(lead) as (keyof Lead)[]) {
    const value: unknown = map.get(field);
    if (typeof value === 'string') lead[field] = value;
  }
  return lead;
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
  const node = checkedDocument(blocks);
  if (node.childCount > 0) prosemirrorToYXmlFragment(node, fragment);
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

/** Sets the lead image's fields that differ. */
export function writeLead(doc: Y.Doc, lead: Lead): void {
  const map = leadMap(doc);
  for (const [field, value] of Object.entries(lead)) {
    if ((map.get(field) ?? '') !== value) map.set(field, value);
  }
}

/** Puts a line into an empty headline or dek; an empty text makes an empty line. */
export function writeLine(doc: Y.Doc, line: 'headline' | 'dek', text: string): void {
  const content = text === '' ? [] : [lineSchema.text(text)];
  const node = lineSchema.node('doc', null, [lineSchema.node('line', null, content)]);
  prosemirrorToYXmlFragment(node, lineFragment(doc, line));
}
