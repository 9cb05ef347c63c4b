// What an update brings, read from its bytes before Yjs does: how many structs, client ids and units. Yjs allocates and
// integrates whatever an update announces, so its size is judged first, and reading stops at the first bound that is passed.
// The format is that of Yjs' `encodeStateAsUpdate` (version 1), as yjs/src/utils/updates.js reads it.
import * as decoding from 'lib0/decoding';
import type { AdmissionLimits } from './limits.ts';

/** What was counted. */
export interface UpdateSize {
  structs: number;
  /** The client ids of which the update brings something, and the clock up to which it does. */
  clients: Map<number, number>;
  /** Units beyond what is known: see `AdmissionLimits.updateUnits`. */
  newUnits: number;
}

/** An update passes a bound; the message says which one. */
export class UpdateTooLargeError extends Error {
  override readonly name = 'UpdateTooLargeError';
}

type Bounds = Pick<AdmissionLimits, 'updateStructs' | 'updateDeletions' | 'updateClients' | 'updateUnits'>;

/**
 * Measures an update. `stateOf` is the clock up to which a client id is known. Throws `UpdateTooLargeError` at the first
 * bound that is passed, and other errors for bytes that Yjs could not read.
 */
export function measureUpdate(
  update: Uint8Array,
  stateOf: (client: number) => number,
  bounds: Bounds,
): UpdateSize {
  const decoder = decoding.createDecoder(update);
  const size: UpdateSize = { structs: 0, clients: new Map(), newUnits: 0 };
  const blocks = decoding.readVarUint(decoder);
  // What is announced may be any number; the loop ends with the bytes at the latest, for each block takes three.
  for (let block = 0; block < blocks; block += 1) {
    const structs = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    const known = stateOf(client);
    let clock = decoding.readVarUint(decoder);
    size.structs += structs;
    exceed(size.structs, bounds.updateStructs, 'structs');
    for (let index = 0; index < structs; index += 1) {
      const { length, isGap } = readStruct(decoder);
      const end = clock + length;
      const fresh = isGap ? 0 : end - Math.max(clock, known);
      clock = end;
      exceed(clock, Number.MAX_SAFE_INTEGER, 'units of one client');
      if (fresh <= 0) continue;
      size.clients.set(client, end);
      exceed(size.clients.size, bounds.updateClients, 'client ids');
      size.newUnits += fresh;
      exceed(size.newUnits, bounds.updateUnits, 'units');
    }
  }
  readDeletions(decoder, bounds);
  checkEnd(decoder);
  return size;
}

function exceed(count: number, bound: number, what: string): void {
  if (count > bound) throw new UpdateTooLargeError(`An update may have ${bound} ${what}.`);
}

/** Bits of a struct's first byte. */
const kindBits = 0b0001_1111;
const hasOrigin = 0b1000_0000;
const hasRightOrigin = 0b0100_0000;
const hasParentKey = 0b0010_0000;

const garbage = 0;
const gap = 10;

function readStruct(decoder: decoding.Decoder): { length: number; isGap: boolean } {
  const info = decoding.readUint8(decoder);
  // Yjs' two readers take these kinds for different things where they bear further bits.
  if (info === garbage || info === gap) return { length: decoding.readVarUint(decoder), isGap: info === gap };
  const kind = info & kindBits;
  if ((info & hasOrigin) !== 0) skipId(decoder);
  if ((info & hasRightOrigin) !== 0) skipId(decoder);
  if ((info & (hasOrigin | hasRightOrigin)) === 0) {
    if (decoding.readVarUint(decoder) === 1) skipText(decoder);
    else skipId(decoder);
    if ((info & hasParentKey) !== 0) skipText(decoder);
  }
  const readLength = contents.get(kind);
  if (!readLength) throw new RangeError(`There is no content of kind ${kind}.`);
  return { length: readLength(decoder), isGap: false };
}

/** Yjs' kinds of content, as an article has them; each reads itself and gives its length in units. */
const contents = new Map<number, (decoder: decoding.Decoder) => number>([
  // Deleted.
  [1, (decoder) => decoding.readVarUint(decoder)],
  // Bytes, which nothing in an article holds but which admission names better than "malformed".
  [
    3,
    (decoder) => {
      skipText(decoder);
      return 1;
    },
  ],
  // Text, in UTF-16 units.
  [4, (decoder) => readText(decoder).length],
  // An embedded object.
  [
    5,
    (decoder) => {
      JSON.parse(readText(decoder));
      return 1;
    },
  ],
  // A format: its name and value.
  [
    6,
    (decoder) => {
      skipText(decoder);
      JSON.parse(readText(decoder));
      return 1;
    },
  ],
  [7, readType],
  // Values.
  [
    8,
    (decoder) => {
      const values = decoding.readVarUint(decoder);
      for (let index = 0; index < values; index += 1) {
        decoding.readAny(decoder);
        checkEnd(decoder);
      }
      return values;
    },
  ],
  // A document within the document.
  [
    9,
    (decoder) => {
      skipText(decoder);
      decoding.readAny(decoder);
      return 1;
    },
  ],
]);

/** Arrays, maps, texts, elements, fragments, hooks, XML texts; elements and hooks bear a name. */
const highestType = 6;
const namedTypes: ReadonlySet<number> = new Set([3, 5]);

function readType(decoder: decoding.Decoder): number {
  const type = decoding.readVarUint(decoder);
  if (type > highestType) throw new RangeError(`There is no type ${type}.`);
  if (namedTypes.has(type)) skipText(decoder);
  return 1;
}

function readDeletions(decoder: decoding.Decoder, bounds: Bounds): void {
  const clients = decoding.readVarUint(decoder);
  let ranges = 0;
  for (let client = 0; client < clients; client += 1) {
    decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    ranges += count;
    exceed(ranges, bounds.updateDeletions, 'deletions');
    for (let range = 0; range < count; range += 1) {
      const end = decoding.readVarUint(decoder) + decoding.readVarUint(decoder);
      exceed(end, Number.MAX_SAFE_INTEGER, 'units of one client');
    }
  }
}

function skipId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
}

/** Skips a text, or any bytes behind their length. */
function skipText(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder);
  decoder.pos += length;
  checkEnd(decoder);
}

function readText(decoder: decoding.Decoder): string {
  const text = decoding.readVarString(decoder);
  checkEnd(decoder);
  return text;
}

/** lib0 reads on behind the end of the bytes, into whatever lies there in memory. */
function checkEnd(decoder: decoding.Decoder): void {
  if (decoder.pos > decoder.arr.length) throw new RangeError('The update ends too early.');
}
