// What a document has that the server does not, part by part. Each part's changes become an update of their own
// that stands without the others, so that one part which the server refuses does not cost the rest.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { type Line, outlineRoot, rootOf } from '@galley/shared/article/document.ts';
import { blocksOf } from '@galley/shared/article/read-article.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { itemOf, itemsWithin, upwards } from '@galley/shared/yjs/items.ts';
import { isItem, itemAt, structAt } from '@galley/shared/yjs/structs.ts';
import { type Deletion, parentIn, writeDeletions, writeItem } from '@galley/shared/yjs/write-update.ts';
import * as Y from 'yjs';

/** What is sent by itself: the text of a region, the lead image’s settings, or a section’s entry in the outline. Named as its root is. */
export type DocumentPart = Line | 'lead' | `section:${string}` | `outline:${string}`;

/** The changes of one part as an update for `known`; null where they do not stand by themselves. */
export type UnsentChanges = ReadonlyMap<DocumentPart, Uint8Array | null>;

/** What `mine` has and `known`, a document as the server has it, has not. */
export function unsentChanges(mine: Y.Doc, known: Y.Doc): UnsentChanges {
  const changes = new Map<DocumentPart, PartChanges>();
  const of = (part: DocumentPart) => {
    const found = changes.get(part) ?? new PartChanges();
    changes.set(part, found);
    return found;
  };
  const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(known)));
  for (const struct of structs) {
    const own = isItem(struct) ? itemAt(mine, struct.id) : null;
    const part = own && partOf(own);
    // What was written and taken back again with all around it has no place anymore, and nothing builds on it.
    if (isItem(struct) && own && part) of(part).add(struct, own.deleted);
  }
  for (const { part, ...deletion } of unsentDeletions(mine, known)) of(part).delete(deletion);
  const stateOf = (client: number) => Y.getState(known.store, client);
  // Outline entries first: a section's text needs its entry.
  const parts = [...changes].sort(([a], [b]) => Number(isEntry(b)) - Number(isEntry(a)));
  return new Map(parts.map(([part, change]) => [part, change.encode(stateOf)]));
}

/** The blocks at the top of a fragment of `mine` in which something stands that `known` has not, by `own` ids if given. */
export function unsentBlocks(
  mine: Y.Doc,
  known: Y.Doc,
  fragment: string,
  own?: ReadonlySet<number>,
): NodeJson[] {
  const root = mine.getXmlFragment(fragment);
  const isUnsent = (item: Y.Item) =>
    !item.deleted &&
    (own?.has(item.id.client) ?? true) &&
    item.id.clock + item.length > Y.getState(known.store, item.id.client);
  const blocks = blocksOf(root);
  return root.toArray().flatMap((block, index) => {
    const item = itemOf(block);
    const json = blocks[index];
    return item && json && [...itemsWithin(item)].some(isUnsent) ? [json] : [];
  });
}

/** The section that a part belongs to, for a section's text and for its entry in the outline. */
export function sectionOf(part: DocumentPart): SectionId | null {
  const root = rootOf(part.replace(/^outline:/, 'section:'));
  return root?.type === 'section' ? root.id : null;
}

/** Whether the part is an entry in the outline: a section's kind, title, place, and whether it is removed. */
export function isEntry(part: DocumentPart): part is `outline:${string}` {
  return part.startsWith(`${outlineRoot}:`);
}

interface OwnItem {
  /** The item as the update has it, with its neighbors and its parent by id. */
  item: Y.Item;
  clock: number;
  deleted: boolean;
}

/** One part's items under new client ids, for the old ones have gaps without the other parts. */
class PartChanges {
  #items = new Map<number, { client: number; length: number; items: OwnItem[] }>();
  #deletions: Deletion[] = [];

  add(item: Y.Item, deleted: boolean): void {
    const { client } = item.id;
    const known = this.#items.get(client) ?? { client: newClientId(), length: 0, items: [] };
    this.#items.set(client, known);
    known.items.push({ item, clock: known.length, deleted });
    known.length += item.length;
  }

  delete(deletion: Deletion): void {
    this.#deletions.push(deletion);
  }

  encode(stateOf: (client: number) => number): Uint8Array | null {
    const encoder = new Y.UpdateEncoderV1();
    const deletions = [...this.#deletions];
    encoder.writeLen(this.#items.size);
    for (const { client, items } of this.#items.values()) {
      encoder.writeLen(items.length);
      encoder.writeClient(client);
      encoder.writeLen(0);
      for (const { item, clock, deleted } of items) {
        const origin = this.#renamed(item.origin, stateOf);
        const rightOrigin = this.#renamed(item.rightOrigin, stateOf);
        const named = parentIn(item);
        const parent = named instanceof Y.ID ? this.#renamed(named, stateOf) : named;
        if (origin === undefined || rightOrigin === undefined || parent === undefined) return null;
        const { parentSub, content } = item;
        writeItem(encoder, Y.createID(client, clock), { origin, rightOrigin, parent, parentSub, content });
        if (deleted) deletions.push({ client, clock, length: item.length });
      }
    }
    writeDeletions(encoder, deletions);
    return encoder.toUint8Array();
  }

  /** The id under which this update, or the server, has the item; undefined where neither does. */
  #renamed(id: Y.ID | null, stateOf: (client: number) => number): Y.ID | null | undefined {
    if (id === null || id.clock < stateOf(id.client)) return id;
    const own = this.#items.get(id.client);
    const found = own?.items.find(
      ({ item }) => item.id.clock <= id.clock && id.clock < item.id.clock + item.length,
    );
    return own && found && Y.createID(own.client, found.clock + id.clock - found.item.id.clock);
  }
}

function* unsentDeletions(mine: Y.Doc, known: Y.Doc) {
  for (const [client, ranges] of Y.createDeleteSetFromStructStore(mine.store).clients) {
    const state = Y.getState(known.store, client);
    for (const range of ranges) {
      const end = Math.min(range.clock + range.len, state);
      for (let clock = range.clock; clock < end; ) {
        const struct = structAt(known, Y.createID(client, clock));
        const length = Math.min(struct.id.clock + struct.length, end) - clock;
        const part = isItem(struct) && !struct.deleted ? partOf(struct) : null;
        if (part) yield { client, clock, length, part };
        clock += length;
      }
    }
  }
}

/** Where in the article an item of a document stands. */
function partOf(item: Y.Item): DocumentPart | null {
  const top = [...upwards(item)].at(-1) ?? item;
  const { parent } = top;
  if (!(parent instanceof Y.AbstractType)) return null;
  const name = Y.findRootTypeKey(parent);
  const root = rootOf(name);
  if (root === null) return null;
  if (root.type === 'section') return `section:${root.id}`;
  if (root.type !== 'outline') return root.type;
  return top.parentSub === null ? null : `outline:${top.parentSub}`;
}

function newClientId(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
