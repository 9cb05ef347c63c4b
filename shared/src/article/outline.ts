// The outline: which sections an article has and in which order. A move writes one value, so that nothing is lost
// when two people move and write at once; a removal sets a flag and can be undone.
import { generateKeyBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { isId, newId, type SectionId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';
import { outlineMap } from './document.ts';

/** A section's entry in the outline. */
export interface OutlineEntry {
  id: SectionId;
  /** The kind of its template; an unknown kind allows every block. */
  kind: string;
  /** A title of its own in place of the template's label; empty for none. */
  title: string;
  /** A fractional index; entries sort by it and then by id. */
  order: string;
  removed: boolean;
}

/** Longest title in characters; admission refuses longer ones. */
export const maxTitleLength = 200;

/** Every entry, removed ones included, in reading order. Entries that are no entries are left out. */
export function readOutline(doc: Y.Doc): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  outlineMap(doc).forEach((value, key) => {
    const entry = value instanceof Y.Map && isId<SectionId>(key) ? readEntry(key, value) : null;
    if (entry) entries.push(entry);
  });
  return entries.sort(byOrder);
}

/** The sections that the article shows, in reading order. */
export function presentSections(doc: Y.Doc): OutlineEntry[] {
  return readOutline(doc).filter((entry) => !entry.removed);
}

/** Where a section goes: at the start, at the end, or behind another one. */
export type Place = 'first' | 'last' | { after: SectionId };

/** Adds an empty section and gives its id. */
export function addSection(
  doc: Y.Doc,
  section: { kind: string; title?: string; id?: SectionId },
  place: Place = 'last',
): SectionId {
  const id = section.id ?? newId<SectionId>();
  doc.transact(() => {
    const entry = new Y.Map<unknown>();
    entry.set('kind', section.kind);
    entry.set('title', (section.title ?? '').slice(0, maxTitleLength));
    entry.set('order', orderAt(readOutline(doc), place));
    entry.set('removed', false);
    outlineMap(doc).set(id, entry);
  });
  return id;
}

/** Moves a section; does nothing for a section that is not there. */
export function moveSection(doc: Y.Doc, id: SectionId, place: Place): void {
  const entry = outlineMap(doc).get(id);
  if (!entry || (typeof place === 'object' && place.after === id)) return;
  const others = readOutline(doc).filter((other) => other.id !== id);
  entry.set('order', orderAt(others, place));
}

/** Gives a section a title of its own; an empty one brings the template's label back. */
export function renameSection(doc: Y.Doc, id: SectionId, title: string): void {
  outlineMap(doc).get(id)?.set('title', cleanName(title).slice(0, maxTitleLength));
}

/** Takes a section out of the article; its text stays in the document. */
export function removeSection(doc: Y.Doc, id: SectionId): void {
  outlineMap(doc).get(id)?.set('removed', true);
}

/** Brings a removed section back to where it was. */
export function restoreSection(doc: Y.Doc, id: SectionId): void {
  outlineMap(doc).get(id)?.set('removed', false);
}

function readEntry(id: SectionId, map: Y.Map<unknown>): OutlineEntry | null {
  const kind = map.get('kind');
  const order = map.get('order');
  if (typeof kind !== 'string' || typeof order !== 'string') return null;
  const title = map.get('title');
  return {
    id,
    kind,
    order,
    title: typeof title === 'string' ? title : '',
    removed: map.get('removed') === true,
  };
}

function byOrder(a: OutlineEntry, b: OutlineEntry): number {
  return compare(a.order, b.order) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A key for that place. Two people who insert at one place at once get equal keys, between which there is no key;
 * then the place behind all the equal ones is taken, which is as near as a single written value comes.
 */
function orderAt(entries: OutlineEntry[], place: Place): string {
  if (place === 'first') return generateKeyBetween(null, entries[0]?.order ?? null);
  const index =
    place === 'last' ? entries.length - 1 : entries.findIndex((entry) => entry.id === place.after);
  const before = entries[index === -1 ? entries.length - 1 : index];
  if (!before) return generateKeyBetween(null, null);
  const next = entries.slice(index + 1).find((entry) => entry.order > before.order);
  return generateKeyBetween(before.order, place === 'last' ? null : (next?.order ?? null));
}
