#!/usr/bin/env bash
# sharp 0.35.5 (npm): a photo is cropped to its right half, the way somebody is cut out of a picture. The photo has the small
# preview in its EXIF block that cameras write.
#
# Expected: with `keepExif()` a preview that fits the crop, or none, as the library does bring width and height in the block
# up to date. With `withExif()`, which its types describe as "ignoring any EXIF in the input image", nothing of the old block.
#
# What happens: the preview of the whole photo stays in the file, in JPEG, WebP, AVIF and PNG, also where `withExif()` only
# sets a name, so whoever looks into the published file sees who was cut out. It goes where nothing is kept, and in
# TIFF. The width in the block is that of the crop, so nothing looks odd.
#
# Output seen (which color the left edge of the preview has; the left half of the photo is red):
#   nothing kept: none
#   keepExif: red in jpeg, webp, avif, png (width in EXIF: 32)
#   withExif: red in jpeg, webp, avif, png (width in EXIF: 32)
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sharp@0.35.5 exifreader@4.46.0 >/dev/null
cat > look.mjs <<'JS'
import ExifReader from 'exifreader';
import sharp from 'sharp';

const half = (width, height, background) => sharp({ create: { width, height, channels: 3, background } }).png().toBuffer();
const picture = async (width, height) =>
  sharp(await half(width, height, 'blue'))
    .composite([{ input: await half(width / 2, height, 'red'), left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
const preview = await picture(16, 12);
const plain = await picture(64, 48);

// EXIF: the first directory points to the camera's, which has the size in pixels; the second one has the preview.
const number = (value, bytes) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};
const entry = (tag, type, value) => Buffer.concat([number(tag, 2), number(type, 2), number(1, 4), number(value, 4)]);
const directory = (next, ...entries) => Buffer.concat([number(entries.length, 2), ...entries, number(next, 4)]);
const [camera, second, data] = [8 + 18, 8 + 18 + 30, 8 + 18 + 30 + 42];
const body = Buffer.concat([
  Buffer.from('Exif\0\0II*\0'),
  number(8, 4),
  directory(second, entry(0x8769, 4, camera)),
  directory(0, entry(0xa002, 4, 64), entry(0xa003, 4, 48)),
  directory(0, entry(0x0103, 3, 6), entry(0x0201, 4, data), entry(0x0202, 4, preview.length)),
  preview,
]);
const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
const photo = Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]);

const crop = () => sharp(photo).extract({ left: 32, top: 0, width: 32, height: 48 });
const ways = {
  'nothing kept': crop,
  keepExif: () => crop().keepExif(),
  withExif: () => crop().withExif({ IFD0: { Artist: 'Ines Falk' } }),
};
for (const [name, way] of Object.entries(ways)) {
  const formats = [];
  let width;
  for (const format of ['jpeg', 'webp', 'avif', 'png', 'tiff']) {
    const tags = ExifReader.load(await way()[format]().toBuffer(), { expanded: true });
    const shown = tags.Thumbnail?.image;
    if (!shown) continue;
    const [red, , blue] = await sharp(Buffer.from(shown)).extract({ left: 1, top: 5, width: 1, height: 1 }).raw().toBuffer();
    if (red > 200 && blue < 60) formats.push(format);
    width = tags.exif.PixelXDimension.value;
  }
  console.log(`${name}: ${formats.length > 0 ? `red in ${formats.join(', ')} (width in EXIF: ${width})` : 'none'}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
nothing kept: none
keepExif: red in jpeg, webp, avif, png (width in EXIF: 32)
withExif: red in jpeg, webp, avif, png (width in EXIF: 32)
TXT
cat seen.txt; diff expected.txt seen.txt
