// The layout of an article's Y.Doc: which root types there are and what they hold. Nothing else names a root.
import type * as Y from 'yjs';
import type { SectionId } from '../ids.ts';

export const outlineRoot = 'outline';
export const headlineRoot = 'headline';
export const dekRoot = 'dek';
export const leadRoot = 'lead';
const sectionRootPattern = /^section:([0-9a-z]{4,40})$/;

/** The root type that holds a section's blocks. */
export function sectionRoot(id: SectionId): string {
  return `section:${id}`;
}

/** What a root name of an article's document stands for, or null for a name that no article has. */
export type Root = { type: 'outline' | 'headline' | 'dek' | 'lead' } | { type: 'section'; id: SectionId };
export function rootOf(name: string): Root | null {
  if (name === outlineRoot || name === headlineRoot || name === dekRoot || name === leadRoot)
    return { type: name };
  const id = sectionRootPattern.exec(name)?.[1];
  return id === undefined ? null : { type: 'section', id: id as SectionId };
}

/** The section's blocks. */
export function sectionFragment(doc: Y.Doc, id: SectionId): Y.XmlFragment {
  return doc.getXmlFragment(sectionRoot(id));
}

/** The headline's or the dek's single line. */
export function lineFragment(doc: Y.Doc, line: 'headline' | 'dek'): Y.XmlFragment {
  return doc.getXmlFragment(line);
}

/** The lead image's fields, all strings: see `Lead`. */
export function leadMap(doc: Y.Doc): Y.Map<string> {
  return doc.getMap<string>(leadRoot);
}

/** The outline: section id to `{kind, title, order, removed}`. */
export function outlineMap(doc: Y.Doc): Y.Map<Y.Map<unknown>> {
  return doc.getMap<Y.Map<unknown>>(outlineRoot);
}
