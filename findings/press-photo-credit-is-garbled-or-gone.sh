#!/usr/bin/env bash
# exifr 7.1.3, exifreader 4.46.0, sharp 0.35.5
#
# Expected: the photographer's name in a press picture's IPTC block, which says of itself that it is UTF-8, is read as it is, and
# a picture library that is asked to keep metadata keeps it in each format that it writes.
# Happens: exifr finds nothing unless it is asked for IPTC, and then reads UTF-8 as Latin-1; exifreader is right. sharp's
# keepMetadata() keeps IPTC in JPEG and TIFF and drops it in WebP, AVIF and PNG; what withExif() writes loses its umlauts.
# Output seen:
#   exifr: undefined, asked for IPTC: JÃ¼rgen MÃ¼ller; exifreader: Jürgen Müller
#   kept by sharp: jpeg, tiff
#   written as EXIF: Jurgen Muller
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exifr@7.1.3 exifreader@4.46.0 sharp@0.35.5
cat >try.mjs <<'JS'
import ExifReader from 'exifreader';
import exifr from 'exifr';
import sharp from 'sharp';

// IPTC IIM: 1:90 says that texts are UTF-8, 2:80 is the by-line; in Photoshop's image resource 0x0404, in JPEG's APP13.
const dataset = (record, number, value) =>
  Buffer.concat([Buffer.from([0x1c, record, number, value.length >> 8, value.length & 255]), value]);
const blocks = Buffer.concat([
  dataset(1, 90, Buffer.from([0x1b, 0x25, 0x47])),
  dataset(2, 80, Buffer.from('Jürgen Müller')),
]);
const even = blocks.length % 2 ? Buffer.concat([blocks, Buffer.from([0])]) : blocks;
const size = Buffer.alloc(4);
size.writeUInt32BE(blocks.length);
const resource = Buffer.concat([Buffer.from('Photoshop 3.0\u00008BIM'), Buffer.from([4, 4, 0, 0]), size, even]);
const length = resource.length + 2;
const segment = Buffer.concat([Buffer.from([0xff, 0xed, length >> 8, length & 255]), resource]);
const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer();
const photo = Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);

const byDefault = (await exifr.parse(photo))?.Byline;
const asked = (await exifr.parse(photo, { iptc: true }))?.Byline;
const other = ExifReader.load(photo)['By-line']?.description;
const kept = [];
for (const format of ['jpeg', 'tiff', 'webp', 'avif', 'png']) {
  const copy = await sharp(photo).keepMetadata()[format]().toBuffer();
  if ((await sharp(copy).metadata()).iptc) kept.push(format);
}
const withExif = await sharp(plain).withExif({ IFD0: { Artist: 'Jürgen Müller' } }).jpeg().toBuffer();
const artist = ExifReader.load(withExif).Artist?.description;
const said = `exifr: ${byDefault}, asked for IPTC: ${asked}; exifreader: ${other}
kept by sharp: ${kept.join(', ')}
written as EXIF: ${artist}`;
console.log(said);
const expected = `exifr: undefined, asked for IPTC: JÃ¼rgen MÃ¼ller; exifreader: Jürgen Müller
kept by sharp: jpeg, tiff
written as EXIF: Jurgen Muller`;
process.exit(said === expected ? 0 : 1);
JS
node try.mjs
