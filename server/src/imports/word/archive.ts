// A ZIP file, unpacked part by part within limits. Nobody else unpacks it, so nothing is ever unpacked that was not
// counted here; and what a ZIP says of itself is checked before it is believed.
import type { ImportFault } from '@galley/shared/api/imports.ts';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

export interface ArchiveLimits {
  /** How many parts there may be. */
  entries: number;
  /** Bytes of all parts that are read together, unpacked. */
  bytes: number;
  /** How many times larger than packed a part may be, if it is larger than `ratioFrom` bytes. */
  ratio: number;
  ratioFrom: number;
}

export interface Archive {
  names: ReadonlySet<string>;
  /** The unpacked part, null where there is none of that name. Throws an `ArchiveError`. */
  read(name: string): Promise<Buffer | null>;
}

/** The file can't be unpacked, or not within the limits. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly fault: ImportFault;
  constructor(fault: ImportFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Opens the file: all its parts are listed, and none is unpacked yet. Throws an `ArchiveError`. */
export async function openArchive(bytes: Buffer, limits: ArchiveLimits): Promise<Archive> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    const entries = await entriesOf(zip, bytes, limits);
    return archiveOf(zip, entries, limits);
  } catch (error) {
    throw asArchiveError(error);
  }
}

async function entriesOf(zip: ZipFile, bytes: Buffer, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new ArchiveError('too-much', 'Too many parts.');
  const entries = new Map<string, Entry>();
  /** Part names are equivalent in either case: ISO/IEC 29500-2, 6.3.5. */
  const names = new Set<string>();
  let directory = 0;
  let announced = 0;
  for await (const entry of zip.eachEntry()) {
    directory += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    announced += entry.uncompressedSize;
    if (entry.isEncrypted()) throw new ArchiveError('encrypted', 'A part is encrypted.');
    if (announced > limits.bytes) throw new ArchiveError('too-much', 'Too large when unpacked.');
    checkRatio(entry, entry.uncompressedSize, limits);
    const folded = entry.fileName.toLowerCase();
    if (names.has(folded)) throw new ArchiveError('broken', 'Two parts have one name.');
    names.add(folded);
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw)) throw new ArchiveError('broken', 'A part has two names.');
    entries.set(entry.fileName, entry);
  }
  // Programs that read on as long as lines of a directory come would find other parts than those that read the number.
  if (directory !== directorySize(bytes)) throw new ArchiveError('broken', 'The directory has another size.');
  return entries;
}

/** What the end of the file says of the directory's size: APPNOTE.TXT, 4.3.16, or 4.3.14 for one of Zip64. */
function directorySize(bytes: Buffer): number {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const size = bytes.readUInt32LE(end + 12);
  if (size !== 0xffffffff) return size;
  const end64 = bytes.lastIndexOf('PK\x06\x06', undefined, 'latin1');
  return Number(bytes.readBigUInt64LE(end64 + 40));
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: ArchiveLimits): Archive {
  const parts = new Map<string, Buffer>();
  let left = limits.bytes;
  const unpack = async (entry: Entry): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      left -= chunk.length;
      if (left < 0) throw new ArchiveError('too-much', 'Too large when unpacked.');
      checkRatio(entry, size, limits);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  };
  return {
    names: new Set(entries.keys()),
    read: async (name) => {
      const entry = entries.get(name);
      if (!entry) return null;
      try {
        const part = parts.get(name) ?? (await unpack(entry));
        parts.set(name, part);
        return part;
      } catch (error) {
        throw asArchiveError(error);
      }
    },
  };
}

function checkRatio({ compressedSize }: Entry, size: number, { ratio, ratioFrom }: ArchiveLimits): void {
  if (size > ratioFrom && size > compressedSize * ratio)
    throw new ArchiveError('too-much', 'A part unpacks to far more than it weighs.');
}

/** yauzl says what is wrong in words only. */
function asArchiveError(error: unknown): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/too many bytes/.test(message)) return new ArchiveError('too-much', message);
  return new ArchiveError(/encrypt/.test(message) ? 'encrypted' : 'broken', message);
}
