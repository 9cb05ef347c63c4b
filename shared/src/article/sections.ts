// What people do with whole sections, beyond the outline's single values.
import type * as Y from 'yjs';
import type { SectionId } from '../ids.ts';
import type { Language } from '../language.ts';
import { sectionFragment } from './document.ts';
import { newSection, withFreshSectionIds } from './new-content.ts';
import { addSection, type Place, readOutline } from './outline.ts';
import { readSection, writeBlocks } from './read-article.ts';
import type { SectionSpec } from './template.ts';

/** Adds a section of this kind with its boilerplate or a first empty block; gives its id. */
export function insertSection(doc: Y.Doc, spec: SectionSpec, language: Language, place: Place): SectionId {
  const section = newSection(spec, language);
  doc.transact(() => {
    addSection(doc, { id: section.id, kind: section.kind }, place);
    writeBlocks(sectionFragment(doc, section.id), section.blocks);
  });
  return section.id;
}

/** Puts a copy of a section right behind it; gives the copy's id, or null where there is no such section. */
export function duplicateSection(doc: Y.Doc, id: SectionId): SectionId | null {
  const entry = readOutline(doc).find((candidate) => candidate.id === id);
  if (!entry) return null;
  const copy = withFreshSectionIds(readSection(doc, entry));
  doc.transact(() => {
    addSection(doc, { id: copy.id, kind: copy.kind, title: copy.title }, { after: id });
    writeBlocks(sectionFragment(doc, copy.id), copy.blocks);
  });
  return copy.id;
}
