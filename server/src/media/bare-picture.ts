// Whether a picture's file holds the picture and what the desk says of it itself, as those that a desk keeps: then it may be kept as it is, and loses
// nothing by being encoded once more.

/**
 * Whether these bytes are a JPEG or a PNG without notes, profiles, comments or anything behind the picture. This very XMP packet
 * may be in it.
 */
export function isBarePicture(bytes: Buffer, xmp: string | null): boolean {
  return (
    isBareJpeg(bytes, xmp && Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)) ||
    isBarePng(bytes, xmp && Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`))
  );
}

/** What a JPEG needs to be decoded: tables, the frame, scans, restart intervals. */
const jpegParts: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd]);
const [startOfImage, endOfImage, startOfScan, jfif, app1] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1];

function isBareJpeg(bytes: Buffer, packet: Buffer | '' | null): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    // JFIF's own head has 16 bytes where it holds no small picture.
    const isHead =
      marker === jfif && at === 2 && length === 16 && bytes.toString('latin1', 6, 11) === 'JFIF\0';
    const isPacket = marker === app1 && packet && bytes.subarray(at + 4, at + 2 + length).equals(packet);
    if (!isHead && !isPacket && !jpegParts.has(marker)) return false;
    at += 2 + length;
    if (marker !== startOfScan) continue;
    at = endOfScan(bytes, at);
    if (bytes[at + 1] === endOfImage) return at + 2 === bytes.length;
  }
  return false;
}

/** Where the next marker stands: within a scan 0xff is followed by 0, or by the number of a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

/** What a PNG needs to be decoded, and how dense its pixels are. */
const pngParts: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'pHYs', 'IDAT', 'IEND']);

function isBarePng(bytes: Buffer, packet: Buffer | '' | null): boolean {
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const length = bytes.readUInt32BE(at);
    const isPacket = type === 'iTXt' && packet && bytes.subarray(at + 8, at + 8 + length).equals(packet);
    if (!isPacket && !pngParts.has(type)) return false;
    at += 12 + length;
    if (type === 'IEND') return at === bytes.length;
  }
  return false;
}
