// A second opinion on admission for tests. Where admission watches one transaction on a shadow that it keeps, this looks
// at two whole documents, before and after, and decodes the update to infer from its origins what it is about.
import { outlineMap, rootOf, sectionRoot } from '@galley/shared/article/document.ts';
import { typeHoldsTextOfOthers } from '@galley/shared/article/own-text.ts';
import { lineSchema, sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { isId, type SectionId, type UserId } from '@galley/shared/ids.ts';
import { holdsUnwanted, someText } from '@galley/shared/text/characters.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import {
  entriesOf,
  type Holder,
  holdsList,
  itemsOf,
  typeIn,
  typesIn,
  upwards,
} from '@galley/shared/yjs/items.ts';
import { clientsIn, isItem, structsOf } from '@galley/shared/yjs/structs.ts';
import * as Y from 'yjs';
import { typeRoots } from './admission.ts';
import { blockViolation, leadFieldViolation, outlineEntryViolation } from './violations.ts';

/** What the oracle goes by. */
export interface Circumstances {
  /** The document and what was admitted to it so far. */
  states: readonly Uint8Array[];
  author: UserId | null;
  owners: ReadonlyMap<number, UserId | null>;
  shownBy(client: number): UserId | undefined;
  sealed: ReadonlySet<SectionId>;
  /** The blocks that sections may hold at their top. */
  allowed: ReadonlySet<string>;
}

/** What is wrong with an update, as far as it goes; what touches a sealed section without any effect may be refused. */
export interface Opinion {
  wrong: ReadonlySet<RefusalReason>;
  mayBeSealed: boolean;
  /** The sections of which anything visible changes, but for their places. */
  changed: ReadonlySet<SectionId>;
}

export function opinionOn(update: Uint8Array, circumstances: Circumstances): Opinion {
  const before = documentOf(circumstances.states);
  const after = documentOf(circumstances.states);
  const wrong = new Set<RefusalReason>();
  let mayBeSealed = false;
  try {
    Y.applyUpdate(after, update);
    typeRoots(after);
    const { structs, ds } = Y.decodeUpdate(update);
    const about = sectionsAbout(after, structs, ds);
    mayBeSealed = [...circumstances.sealed].some((section) => about.has(section));
  } catch {
    wrong.add('malformed');
  }
  const changed = changedSections(before, after);
  if (after.store.pendingStructs !== null || after.store.pendingDs !== null) wrong.add('pending-structs');
  if (newClients(before, after).some((client) => isForeign(client, circumstances)))
    wrong.add('foreign-client-id');
  if ([...after.share.keys()].some((name) => rootOf(name) === null)) wrong.add('unknown-root');
  if ([...circumstances.sealed].some((section) => changed.has(section))) wrong.add('sealed');
  if (!fits(after, circumstances.allowed) || losesOthers(before, after, circumstances)) wrong.add('schema');
  if ([...changed].some((section) => writesIntoNothing(before, after, section))) wrong.add('schema');
  if (bringsUnwanted(before, after)) wrong.add('schema');
  before.destroy();
  after.destroy();
  return { wrong, mayBeSealed, changed };
}

function documentOf(states: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  for (const state of states) Y.applyUpdate(doc, state);
  typeRoots(doc);
  return doc;
}

/** Whether a text that is new and still stands holds characters that no text may hold. */
function bringsUnwanted(before: Y.Doc, after: Y.Doc): boolean {
  return clientsIn(after).some((client) =>
    structsOf(after, client).some(
      (struct) =>
        isItem(struct) &&
        !struct.deleted &&
        struct.id.clock + struct.length > Y.getState(before.store, client) &&
        someText(valuesOf(struct), holdsUnwanted),
    ),
  );
}

function valuesOf(item: Y.Item): unknown {
  const { content } = item;
  if (content instanceof Y.ContentFormat) return content.value;
  // A type has texts of its own, and a document within the document leads everywhere.
  return typeIn(item) !== null || content instanceof Y.ContentDoc ? null : content.getContent();
}

function newClients(before: Y.Doc, after: Y.Doc): number[] {
  return clientsIn(after).filter(
    (client) => Y.getState(after.store, client) > Y.getState(before.store, client),
  );
}

function isForeign(client: number, { owners, shownBy, author }: Circumstances): boolean {
  const owner = owners.has(client) ? owners.get(client) : shownBy(client);
  return owner !== undefined && owner !== author;
}

/** Whether the whole document fits the schema, what was there before included. */
function fits(doc: Y.Doc, allowed: ReadonlySet<string>): boolean {
  for (const [name, type] of doc.share) {
    const root = rootOf(name);
    if (root === null) continue;
    if (root.type === 'outline' || root.type === 'lead') {
      if (!(type instanceof Y.Map) || holdsList(type)) return false;
      for (const [key, value] of type.entries()) {
        const isSection = isId<SectionId>(key);
        const violation =
          root.type === 'lead' ? leadFieldViolation(key, value) : outlineEntryViolation(value);
        if (violation !== null || (root.type === 'outline' && !isSection)) return false;
      }
      continue;
    }
    if (!(type instanceof Y.XmlFragment) || entriesOf(type).size > 0) return false;
    for (const block of typesIn(type)) {
      if (blockViolation(root.type === 'section' ? sectionSchema : lineSchema, block) !== null) return false;
      const isAllowed = block instanceof Y.XmlElement && allowed.has(block.nodeName);
      if (root.type === 'section' && !isAllowed) return false;
    }
  }
  return true;
}

/** Whether the outline loses for good an entry that somebody else has made, or has another in its place. */
function losesOthers(before: Y.Doc, after: Y.Doc, circumstances: Circumstances): boolean {
  return [...entriesOf(outlineMap(before))].some(([key, { id, deleted }]) => {
    const now = entriesOf(outlineMap(after)).get(key);
    const isThere = now && !now.deleted && Y.compareIDs(now.id, id);
    if (deleted || isThere) return false;
    return isForeign(id.client, circumstances) || (!(now && !now.deleted) && hasTextOfOthers(key));
  });

  function hasTextOfOthers(section: string): boolean {
    const text = isId<SectionId>(section) ? after.share.get(sectionRoot(section)) : undefined;
    return text !== undefined && typeHoldsTextOfOthers(text, (client) => !isForeign(client, circumstances));
  }
}

/** Whether text changes in a section whose entry is gone for good, and text stands there. */
function writesIntoNothing(before: Y.Doc, after: Y.Doc, section: SectionId): boolean {
  const unitsOf = (doc: Y.Doc): string => {
    const units: string[] = [];
    const root = doc.share.get(sectionRoot(section));
    if (root) collect(root, units);
    return units.join(' ');
  };
  const isGone = entriesOf(outlineMap(after)).get(section)?.deleted === true;
  const now = unitsOf(after);
  return isGone && now !== '' && now !== unitsOf(before);
}

function changedSections(before: Y.Doc, after: Y.Doc): Set<SectionId> {
  const ids = new Set(
    [before, after].flatMap((doc) => [
      ...outlineMap(doc).keys(),
      ...[...doc.share.keys()].map(rootOf).flatMap((root) => (root?.type === 'section' ? [root.id] : [])),
    ]),
  ) as Set<SectionId>;
  const differs = (id: SectionId) => visible(before, id) !== visible(after, id);
  return new Set([...ids].filter(differs));
}

/** Every visible unit of a section's text and of its entry, in their order, but for its place. */
function visible(doc: Y.Doc, id: SectionId): string {
  const entry = entriesOf(outlineMap(doc)).get(id);
  const units: string[] = [];
  if (entry && !entry.deleted) {
    units.push(`${entry.id.client}:${entry.id.clock}`);
    const map = typeIn(entry);
    for (const [key, item] of map ? entriesOf(map) : [])
      if (key !== 'order' && !item.deleted) units.push(`${key}=${item.id.client}:${item.id.clock}`);
  }
  const root = doc.share.get(sectionRoot(id));
  if (root) collect(root, units);
  return units.join(' ');
}

function collect(type: Holder, units: string[]): void {
  const visit = (item: Y.Item, prefix: string) => {
    if (item.deleted) return;
    for (let unit = 0; unit < item.length; unit += 1)
      units.push(`${prefix}${item.id.client}:${item.id.clock + unit}`);
    const inner = typeIn(item);
    if (inner !== null) collect(inner, units);
  };
  for (const item of itemsOf(type)) visit(item, '');
  for (const [key, item] of [...entriesOf(type)].toSorted()) visit(item, `${key}=`);
}

/** The sections that an update is about, by its structs' parents or origins and by what it deletes. */
function sectionsAbout(
  doc: Y.Doc,
  structs: readonly (Y.Item | Y.GC | Y.Skip)[],
  ds: ReturnType<typeof Y.decodeUpdate>['ds'],
): Set<SectionId> {
  const about = new Set<SectionId>();
  const ranges = [...ds.clients].flatMap(([client, deletes]) =>
    deletes.map(({ clock, len }) => ({ client, clock, end: clock + len })),
  );
  for (const { id, length } of structs)
    ranges.push({ client: id.client, clock: id.clock, end: id.clock + length });
  for (const { client, clock, end } of ranges) {
    for (const struct of structsOf(doc, client)) {
      if (struct.id.clock >= end || struct.id.clock + struct.length <= clock) continue;
      if (isItem(struct)) addSection(doc, struct, about);
    }
  }
  return about;
}

function addSection(doc: Y.Doc, item: Y.Item, about: Set<SectionId>): void {
  const path = [...upwards(item)].reverse();
  const type: unknown = path[0]?.parent;
  const name = [...doc.share].find(([, root]) => root === type)?.[0];
  const root = name === undefined ? null : rootOf(name);
  if (root?.type === 'section') about.add(root.id);
  const [entry, field] = path;
  const section = entry?.parentSub;
  if (root?.type === 'outline' && isId<SectionId>(section) && field?.parentSub !== 'order')
    about.add(section);
}
