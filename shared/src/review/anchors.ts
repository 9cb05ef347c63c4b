// Anchors in a document: setting the marks that threads hang on, taking them away, and telling what they stand on. Only
// the server sets them, in the way of every edit.
import type { Node } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { NodeJson } from '../article/content.ts';
import { sectionFragment } from '../article/document.ts';
import { readOutline } from '../article/outline.ts';
import { blocksOf } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import type { SectionId } from '../ids.ts';
import { findQuote, isSurely, layOut, type Quote } from './quotes.ts';

const markType = sectionSchema.marks.anchor;

/** Marks the quoted passage of a section; gives whether the passage is there and can bear a mark. */
export function setAnchor(doc: Y.Doc, section: SectionId, id: string, quote: Quote): boolean {
  const fragment = sectionFragment(doc, section);
  const before = nodeOf(fragment);
  const { text, positions } = layOut(before);
  const place = findQuote(text, quote);
  const [from, last] = [positions[place?.start ?? -1], positions[(place?.end ?? 0) - 1]];
  if (!place || !isSurely(quote, place.context) || from === undefined || last === undefined) return false;
  if (!markType) throw new Error('The schema has no anchors.');
  const after = new Transform(before).addMark(from, last + 1, markType.create({ id })).doc;
  return apply(doc, fragment, before, after);
}

/** Takes an anchor away wherever it stands. */
export function removeAnchor(doc: Y.Doc, id: string): void {
  for (const section of readOutline(doc)) {
    const fragment = sectionFragment(doc, section.id);
    if (!anchorIds(fragment).has(id)) continue;
    const before = nodeOf(fragment);
    apply(
      doc,
      fragment,
      before,
      new Transform(before).removeMark(0, before.content.size, markType?.create({ id })).doc,
    );
  }
}

/** Which sections each anchor stands in, removed sections left out. */
export function anchorsIn(doc: Y.Doc): Map<string, Set<SectionId>> {
  const found = new Map<string, Set<SectionId>>();
  for (const { id: section, removed } of readOutline(doc)) {
    if (removed) continue;
    for (const id of anchorIds(sectionFragment(doc, section)))
      found.set(id, (found.get(id) ?? new Set()).add(section));
  }
  return found;
}

/** The section in which a passage surely stands: its own if it is there, else the only other one. Null for none. */
export function sectionOfQuote(doc: Y.Doc, own: SectionId, quote: Quote): SectionId | null {
  const live = readOutline(doc).filter(({ removed }) => !removed);
  const places = live.flatMap(({ id }) => {
    const place = findQuote(layOut(nodeOf(sectionFragment(doc, id))).text, quote);
    return place && isSurely(quote, place.context) ? [{ id, context: place.context }] : [];
  });
  if (places.some(({ id }) => id === own)) return own;
  const [best, second] = places.sort((a, b) => b.context - a.context);
  return best && (!second || second.context < best.context) ? best.id : null;
}

/** Where the blocks are: those with this id. */
export function hasBlock(doc: Y.Doc, section: SectionId, block: string): boolean {
  const has = (node: NodeJson): boolean => node.attrs?.id === block || (node.content ?? []).some(has);
  return blocksOf(sectionFragment(doc, section)).some(has);
}

function anchorIds(fragment: Y.XmlFragment): Set<string> {
  const ids = new Set<string>();
  const visit = (type: Y.XmlFragment) => {
    for (const child of type.toArray()) {
      if (child instanceof Y.XmlElement) visit(child);
      if (!(child instanceof Y.XmlText)) continue;
      for (const { attributes = {} } of child.toDelta() as { attributes?: Record<string, unknown> }[]) {
        for (const [name, value] of Object.entries(attributes)) {
          // Marks that may overlap have a hash behind their name.
          if (!name.startsWith('anchor') || value === null || typeof value !== 'object') continue;
          if ('id' in value && typeof value.id === 'string') ids.add(value.id);
        }
      }
    }
  };
  visit(fragment);
  return ids;
}

function nodeOf(fragment: Y.XmlFragment): Node {
  return sectionSchema.nodeFromJSON({ type: 'doc', content: blocksOf(fragment) });
}

/** Brings the blocks that differ into the document, formatting only; gives whether there were any. */
function apply(doc: Y.Doc, fragment: Y.XmlFragment, before: Node, after: Node): boolean {
  let changed = false;
  doc.transact(() => {
    after.forEach((block, _offset, index) => {
      const element = fragment.get(index);
      if (block.eq(before.child(index)) || !(element instanceof Y.XmlElement)) return;
      updateYFragment(doc, element, block, { mapping: new Map(), isOMark: new Map() });
      changed = true;
    });
  });
  return changed;
}
