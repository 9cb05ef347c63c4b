// The layout of an article's Y.Doc: which root types there are and what they hold. Nothing else names a root.
import type * as Y from 'yjs';
import { isId, type SectionId } from '../ids.ts';

/** The map of sections. */
export const outlineRoot = 'outline';
/** The text of the headline. */
export const headlineRoot = 'headline';
/** The text of the dek. */
export const dekRoot = 'dek';
/** The map of the lead image, without its words. */
export const leadRoot = 'lead';
/** The words of the lead image: each a text of its own, so that several people can write in it at once. */
export const leadTexts = ['lead-alt', 'lead-caption', 'lead-credit'] as const;
export type LeadText = (typeof leadTexts)[number];
/** The parts of an article that are one line of plain text. */
export const lines = [headlineRoot, dekRoot, ...leadTexts] as const;
export type Line = (typeof lines)[number];
const sectionRootStart = 'section:';

/** The root type that holds a section's blocks. */
export function sectionRoot(id: SectionId): string {
  return sectionRootStart + id;
}

/** What a root name of an article's document stands for, or null for a name that no article has. */
export type Root = { type: 'outline' | 'lead' | Line } | { type: 'section'; id: SectionId };
/** Null for a name that no article has. */
export function rootOf(name: string): Root | null {
  if (name === outlineRoot || name === leadRoot || isLineRoot(name)) return { type: name };
  const id = name.startsWith(sectionRootStart) ? name.slice(sectionRootStart.length) : null;
  return isId<SectionId>(id) ? { type: 'section', id } : null;
}

/** Whether a root holds one line of plain text. */
export function isLineRoot(name: string): name is Line {
  return lines.some((line) => line === name);
}

/** The section's blocks. */
export function sectionFragment(doc: Y.Doc, id: SectionId): Y.XmlFragment {
  return doc.getXmlFragment(sectionRoot(id));
}

/** The single line of the headline, the dek or one of the lead image's texts. */
export function lineFragment(doc: Y.Doc, line: Line): Y.XmlFragment {
  return doc.getXmlFragment(line);
}

/** The lead image: its `media` and its settings (picture-settings.ts). Articles of schema 2 and older have its words here too, as plain strings. */
export function leadMap(doc: Y.Doc): Y.Map<string> {
  return doc.getMap<string>(leadRoot);
}

/** The outline: section id to `{kind, title, order, removed}`. */
export function outlineMap(doc: Y.Doc): Y.Map<Y.Map<unknown>> {
  return doc.getMap<Y.Map<unknown>>(outlineRoot);
}

/** The sections that the outline has an entry of, removed ones included, in no order. */
export function sectionIds(doc: Y.Doc): SectionId[] {
  return [...outlineMap(doc).keys()].filter((key) => isId<SectionId>(key));
}
