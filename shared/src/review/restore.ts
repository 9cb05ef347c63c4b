// Brings an article, or some of its sections, back to how they stood: as an edit, so that nothing of what came since is
// destroyed and every step can itself be undone from the history.
import type * as Y from 'yjs';
import type { ArticleContent, SectionContent } from '../article/content.ts';
import { outlineMap, sectionFragment } from '../article/document.ts';
import {
  addSection,
  moveSection,
  type Place,
  presentSections,
  readOutline,
  renameSection,
} from '../article/outline.ts';
import { readLine, writeLead, writeLine } from '../article/read-article.ts';
import type { SectionId } from '../ids.ts';
import { cleanData, writableText } from '../text/characters.ts';
import { replaceBlocks } from './replace-blocks.ts';

/**
 * Makes the document say what the content says; with `only`, just of those sections, and of those in `except` nothing.
 * Gives the sections that changed.
 * Sections that the content does not have are set aside, as a person would remove them.
 */
export function restoreContent(
  doc: Y.Doc,
  then: ArticleContent,
  only: ReadonlySet<SectionId> | null,
  except: ReadonlySet<SectionId> = new Set(),
): SectionId[] {
  const isMeant = (id: SectionId) => !except.has(id) && (only === null || only.has(id));
  const changed = new Set<SectionId>();
  // An old version may hold characters that are refused today.
  const content = cleanData(then, writableText);
  doc.transact(() => {
    if (only === null) restoreHead(doc, content);
    const wanted = new Set(content.sections.map(({ id }) => id));
    for (const { id } of presentSections(doc)) {
      if (wanted.has(id) || !isMeant(id)) continue;
      outlineMap(doc).get(id)?.set('removed', true);
      changed.add(id);
    }
    content.sections.forEach((section, index) => {
      if (!isMeant(section.id)) return;
      const previous = content.sections[index - 1]?.id;
      const place: Place = previous === undefined ? 'first' : { after: previous };
      if (restoreSection(doc, section, place, only === null)) changed.add(section.id);
    });
  });
  return [...changed];
}

function restoreHead(doc: Y.Doc, { headline, dek, lead }: ArticleContent): void {
  for (const [line, text] of [
    ['headline', headline],
    ['dek', dek],
  ] as const) {
    if (readLine(doc, line) !== text) writeLine(doc, line, text);
  }
  writeLead(doc, lead);
}

/** `inOrder` also puts the section back to its place among those that are there. */
function restoreSection(doc: Y.Doc, section: SectionContent, place: Place, inOrder: boolean): boolean {
  const { id, kind, title, blocks } = section;
  const entry = readOutline(doc).find((one) => one.id === id);
  if (!entry) {
    addSection(doc, { id, kind, title }, place);
    replaceBlocks(doc, sectionFragment(doc, id), blocks);
    return true;
  }
  let changed = replaceBlocks(doc, sectionFragment(doc, id), blocks);
  if (entry.title !== title) {
    renameSection(doc, id, title);
    changed = true;
  }
  if (entry.removed) {
    outlineMap(doc).get(id)?.set('removed', false);
    changed = true;
  }
  if (inOrder && !standsAt(doc, id, place)) {
    moveSection(doc, id, place);
    changed = true;
  }
  return changed;
}

function standsAt(doc: Y.Doc, id: SectionId, place: Place): boolean {
  const ids = presentSections(doc).map((entry) => entry.id);
  const before = ids[ids.indexOf(id) - 1];
  return place === 'first' ? before === undefined : typeof place === 'object' && place.after === before;
}
