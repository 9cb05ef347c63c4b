#!/usr/bin/env bash
# exifreader 4.46.0 (npm) reads a press picture's XMP block in which a comment or a CDATA section stands.
#
# Expected: XMP is RDF in XML, where a comment means nothing and CDATA is plain text: the credit, the city and the caption
# are read as they are without the comment, or at least what stands beside it is.
#
# What happens: comments and CDATA sections are taken for elements, and these have no attributes to read, so the whole block
# is given up: no tag of XMP is left, wherever in it the comment stands, and nothing is raised or said. Photographers'
# names and terms of use are lost. Words in an attribute, and in two descriptions, are read.
#
# Output seen:
#   elements: Kiel, Foto: Ines Falk
#   attributes: Kiel, Foto: Ines Falk
#   comment between: none
#   comment within: none
#   CDATA: none
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exifreader@4.46.0 sharp@0.35.5 >/dev/null
cat > look.mjs <<'JS'
import ExifReader from 'exifreader';
import sharp from 'sharp';

const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer();
const photo = (attributes, content) => {
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ${attributes}>${content}</rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>`;
  const body = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]);
};
const city = '<photoshop:City>Kiel</photoshop:City>';
const credit = (words) => `<photoshop:Credit>${words}</photoshop:Credit>`;
const photos = {
  elements: photo('', city + credit('Foto: Ines Falk')),
  attributes: photo('photoshop:City="Kiel" photoshop:Credit="Foto: Ines Falk"', ''),
  'comment between': photo('', `${city}<!-- checked -->${credit('Foto: Ines Falk')}`),
  'comment within': photo('', city + credit('Foto: <!-- checked -->Ines Falk')),
  CDATA: photo('', city + credit('<![CDATA[Foto: Ines Falk]]>')),
};
for (const [name, file] of Object.entries(photos)) {
  const { City, Credit } = ExifReader.load(file, { expanded: true }).xmp ?? {};
  const words = [City?.description, Credit?.description].filter(Boolean).join(', ');
  console.log(`${name}: ${words || 'none'}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
elements: Kiel, Foto: Ines Falk
attributes: Kiel, Foto: Ines Falk
comment between: none
comment within: none
CDATA: none
TXT
cat seen.txt; diff expected.txt seen.txt
