// What a document has that the server does not, region by region. Each region's changes become an update of their own
// that stands without the others, so that one region which the server refuses does not cost the rest.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { type Line, outlineRoot, rootOf } from '@galley/shared/article/document.ts';
import { blocksOf } from '@galley/shared/article/read-article.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import * as Y from 'yjs';

/** A root of the document, or a section's entry in the outline. */
export type ChangedRegion = Line | 'lead' | `section:${string}` | `outline:${string}`;

/** The changes of one region as an update for `known`; null where they do not stand by themselves. */
export type UnsentChanges = ReadonlyMap<ChangedRegion, Uint8Array | null>;

/** What `mine` has and `known`, a document as the server has it, has not. */
export function unsentChanges(mine: Y.Doc, known: Y.Doc): UnsentChanges {
  const changes = new Map<ChangedRegion, RegionChanges>();
  const of = (region: ChangedRegion) => {
    const found = changes.get(region) ?? new RegionChanges();
    changes.set(region, found);
    return found;
  };
  const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(known)));
  for (const struct of structs) {
    const own = struct instanceof Y.Item ? itemAt(mine, struct.id) : null;
    const region = own && regionOf(own);
    // What was written and taken back again with all around it has no place anymore, and nothing builds on it.
    if (struct instanceof Y.Item && own && region) of(region).add(struct, own.deleted);
  }
  for (const { client, clock, len, region } of unsentDeletions(mine, known))
    of(region).delete(client, clock, len);
  const stateOf = (client: number) => Y.getState(known.store, client);
  // Outline entries first: a section's text needs its entry.
  const regions = [...changes].sort(([a], [b]) => Number(isEntry(b)) - Number(isEntry(a)));
  return new Map(regions.map(([region, change]) => [region, change.encode(stateOf)]));
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
    const item = block._item;
    const json = blocks[index];
    return item && json && [...itemsWithin(item)].some(isUnsent) ? [json] : [];
  });
}

/** The section that a region belongs to, for a section's text and for its entry in the outline. */
export function sectionOf(region: ChangedRegion): SectionId | null {
  const root = rootOf(region.replace(/^outline:/, 'section:'));
  return root?.type === 'section' ? root.id : null;
}

/** Whether the region is an entry in the outline: a section's kind, title, place, and whether it is removed. */
export function isEntry(region: ChangedRegion): region is `outline:${string}` {
  return region.startsWith(`${outlineRoot}:`);
}

interface OwnItem {
  /** The item as the update has it, with its neighbors and its parent by id. */
  item: Y.Item;
  clock: number;
  deleted: boolean;
}

/** One region's items under new client ids, for the old ones have gaps without the other regions. */
class RegionChanges {
  #items = new Map<number, { client: number; length: number; items: OwnItem[] }>();
  #deletions: { client: number; clock: number; len: number }[] = [];

  add(item: Y.Item, deleted: boolean): void {
    const { client } = item.id;
    const known = this.#items.get(client) ?? { client: newClientId(), length: 0, items: [] };
    this.#items.set(client, known);
    known.items.push({ item, clock: known.length, deleted });
    known.length += item.length;
  }

  delete(client: number, clock: number, len: number): void {
    this.#deletions.push({ client, clock, len });
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
        // An update names a parent by its id or, for a root, by its name.
        const parent = item.parent as Y.ID | string | null;
        const newParent = parent instanceof Y.ID ? this.#renamed(parent, stateOf) : parent;
        if (origin === undefined || rightOrigin === undefined || newParent === undefined) return null;
        new Y.Item(
          Y.createID(client, clock),
          null,
          origin,
          null,
          rightOrigin,
          // The declared type leaves out a root's name, which Yjs itself passes here.
          newParent as Y.ID | null,
          item.parentSub,
          item.content,
        ).write(encoder, 0);
        if (deleted) deletions.push({ client, clock, len: item.length });
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

/** In the form of Yjs' updates: client by client, the ranges of each. */
function writeDeletions(
  encoder: Y.UpdateEncoderV1,
  deletions: readonly { client: number; clock: number; len: number }[],
): void {
  const byClient = Map.groupBy(deletions, ({ client }) => client);
  encoder.writeLen(byClient.size);
  for (const [client, ranges] of byClient) {
    encoder.writeLen(client);
    encoder.writeLen(ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeLen(clock);
      encoder.writeLen(len);
    }
  }
}

function* unsentDeletions(mine: Y.Doc, known: Y.Doc) {
  for (const [client, ranges] of Y.createDeleteSetFromStructStore(mine.store).clients) {
    const state = Y.getState(known.store, client);
    for (const range of ranges) {
      const end = Math.min(range.clock + range.len, state);
      for (let clock = range.clock; clock < end; ) {
        const struct = Y.getItem(known.store, Y.createID(client, clock)) as Y.AbstractStruct;
        const len = Math.min(struct.id.clock + struct.length, end) - clock;
        const region = struct instanceof Y.Item && !struct.deleted ? regionOf(struct) : null;
        if (region) yield { client, clock, len, region };
        clock += len;
      }
    }
  }
}

function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  // The types promise an item, but what was collected as garbage is none.
  const struct: unknown = Y.getItem(doc.store, id);
  return struct instanceof Y.Item ? struct : null;
}

/** An item, and all that stands in it. */
function* itemsWithin(item: Y.Item): Generator<Y.Item> {
  yield item;
  if (!(item.content instanceof Y.ContentType)) return;
  const { type } = item.content;
  for (const value of type._map.values()) yield* itemsWithin(value);
  for (let child = type._start; child !== null; child = child.right) yield* itemsWithin(child);
}

/** Where in the article an item of a document stands. */
function regionOf(item: Y.Item): ChangedRegion | null {
  let top = item;
  let parent = top.parent;
  while (parent instanceof Y.AbstractType && parent._item !== null) {
    top = parent._item;
    parent = top.parent;
  }
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
