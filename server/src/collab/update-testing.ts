// Updates written struct by struct, for tests of what no editor writes: Yjs' encoder (version 1) under a plain description.
import { type Deletion, writeDeletions, writeItem } from '@galley/shared/yjs/write-update.ts';
import * as Y from 'yjs';

/** A struct of an update. */
export type Struct =
  /** What was collected as garbage, or a gap: a length and nothing else. */
  | { type: 'garbage' | 'gap'; length: number }
  /** An item between others, or in a type by its id or a root's name. */
  | {
      type: 'item';
      in?: Y.ID | string;
      key?: string;
      behind?: Y.ID;
      before?: Y.ID;
      content: Y.Item['content'];
    };

/** What an update brings of one client id, from a clock on. */
export interface ClientStructs {
  client: number;
  clock: number;
  structs: readonly Struct[];
}

/** Encodes an update. `announced` stands where the number of a client's structs belongs. */
export function encodeUpdate(
  blocks: readonly ClientStructs[],
  deletions: readonly Deletion[] = [],
  announced?: number,
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoder.writeLen(blocks.length);
  for (const { client, clock, structs } of blocks) {
    encoder.writeLen(announced ?? structs.length);
    encoder.writeClient(client);
    encoder.writeLen(clock);
    let at = clock;
    for (const struct of structs) {
      writeStruct(encoder, client, at, struct);
      at += struct.type === 'item' ? struct.content.getLength() : struct.length;
    }
  }
  writeDeletions(encoder, deletions);
  return encoder.toUint8Array();
}

function writeStruct(encoder: Y.UpdateEncoderV1, client: number, clock: number, struct: Struct): void {
  if (struct.type !== 'item') {
    encoder.writeInfo(struct.type === 'garbage' ? 0 : 10);
    encoder.writeLen(struct.length);
    return;
  }
  const { in: parent = null, key = null, behind = null, before = null, content } = struct;
  const item = { origin: behind, rightOrigin: before, parent, parentSub: key, content };
  writeItem(encoder, Y.createID(client, clock), item);
}
