// Writes updates in the form of Yjs' encoder (version 1) item by item, for what no editor's own transaction makes.
import * as Y from 'yjs';

/** Deleted characters of one client id. */
export interface Deletion {
  client: number;
  clock: number;
  length: number;
}

/** An item as an update says it: between others, and in a type by its id or a root's name. */
interface ItemForm {
  origin: Y.ID | null;
  rightOrigin: Y.ID | null;
  parent: Y.ID | string | null;
  parentSub: string | null;
  content: Y.Item['content'];
}

/** What the parent of an item of a decoded update is: by its id or, for a root, by its name; null where its origins say it. */
export function parentIn({ parent }: Y.Item): Y.ID | string | null {
  // The declared type leaves out a root's name.
  return parent as Y.ID | string | null;
}

/** Writes one item under an id. */
export function writeItem(encoder: Y.UpdateEncoderV1, id: Y.ID, item: ItemForm): void {
  const { origin, rightOrigin, parentSub, content } = item;
  // The declared type leaves out a root's name, which Yjs itself passes here.
  const parent = item.parent as Y.ID | null;
  new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content).write(encoder, 0);
}

/** Writes what an update deletes, which is its end: client by client, the ranges of each. */
export function writeDeletions(encoder: Y.UpdateEncoderV1, deletions: readonly Deletion[]): void {
  const byClient = Map.groupBy(deletions, ({ client }) => client);
  encoder.writeLen(byClient.size);
  for (const [client, ranges] of byClient) {
    encoder.writeLen(client);
    encoder.writeLen(ranges.length);
    for (const { clock, length } of ranges) {
      encoder.writeLen(clock);
      encoder.writeLen(length);
    }
  }
}
