#!/usr/bin/env bash
# exifr 7.1.3 (npm) reads texts of a press picture's XMP block.
#
# Expected: these properties are texts in IPTC's photo metadata standard, and XML's references are read: "Berg &amp; Blum" is
# "Berg & Blum", as every reader of XML has it.
#
# What happens: the block is not read as XML. References stay as they are written, also within credits that are printed
# under a picture. Each text that looks like a number or like a word of JavaScript becomes one: an agency's job number
# loses its leading zeros and, if it is long, its last digits; a headline "1e5" is 100000. exifreader 4.46.0 keeps the texts.
#
# Output seen (JSON):
#   exifr: {"Credit":"Berg &amp; Blum","TransmissionReference":20261129000412344000,"Headline":100000,"City":"Kiel"}
#   exifreader: {"Credit":"Berg & Blum","TransmissionReference":"0020261129000412345678","Headline":"1e5","City":"Kiel"}
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exifr@7.1.3 exifreader@4.46.0 sharp@0.35.5 >/dev/null
cat > look.mjs <<'JS'
import ExifReader from 'exifreader';
import exifr from 'exifr';
import sharp from 'sharp';

const texts = {
  Credit: 'Berg &amp; Blum',
  TransmissionReference: '0020261129000412345678',
  Headline: '1e5',
  City: 'Kiel',
};
const properties = Object.entries(texts).map(([name, text]) => `<photoshop:${name}>${text}</photoshop:${name}>`);
const body = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`);
const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer();
const photo = Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]);

const first = await exifr.parse(photo, { xmp: true });
const second = ExifReader.load(photo, { expanded: true }).xmp;
const read = (from) => JSON.stringify(Object.fromEntries(Object.keys(texts).map((name) => [name, from(name)])));
console.log(`exifr: ${read((name) => first[name])}`);
console.log(`exifreader: ${read((name) => second[name].value)}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
exifr: {"Credit":"Berg &amp; Blum","TransmissionReference":20261129000412344000,"Headline":100000,"City":"Kiel"}
exifreader: {"Credit":"Berg & Blum","TransmissionReference":"0020261129000412345678","Headline":"1e5","City":"Kiel"}
TXT
cat seen.txt; diff expected.txt seen.txt
