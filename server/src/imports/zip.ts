// Looks into a ZIP file before anybody unpacks it. What its directory says of sizes can be a lie, so each entry is really
// unfolded here, and dropped at once.
import { inflateRawSync } from 'node:zlib';

export interface ZipLimits {
  entries: number;
  /** Bytes of all entries together, unfolded. */
  bytes: number;
}

export type ZipState = 'sound' | 'broken' | 'encrypted' | 'too-much';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Whether the file can be unpacked within the limits. */
export function zipState(file: Buffer, limits: ZipLimits): ZipState {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1 || end + 22 > file.length || file.readUInt32LE(end) !== endSignature) return 'broken';
  const count = file.readUInt16LE(end + 10);
  if (count > limits.entries) return 'too-much';
  let at = file.readUInt32LE(end + 16);
  let left = limits.bytes;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== entrySignature) return 'broken';
    if ((file.readUInt16LE(at + 8) & 1) === 1) return 'encrypted';
    const size = unfoldedSize(file, at, left);
    if (typeof size !== 'number') return size;
    left -= size;
    if (left < 0) return 'too-much';
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return 'sound';
}

/** How large the entry is whose line of the directory stands there. */
function unfoldedSize(file: Buffer, at: number, limit: number): number | 'broken' | 'too-much' {
  const method = file.readUInt16LE(at + 10);
  const packed = file.readUInt32LE(at + 20);
  const local = file.readUInt32LE(at + 42);
  if (local + 30 > file.length || file.readUInt32LE(local) !== localSignature) return 'broken';
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  if (start + packed > file.length) return 'broken';
  if (method === 0) return packed;
  if (method !== 8) return 'broken';
  try {
    return inflateRawSync(file.subarray(start, start + packed), { maxOutputLength: limit + 1 }).length;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-much' : 'broken';
  }
}
