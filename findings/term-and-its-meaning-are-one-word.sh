#!/usr/bin/env bash
# @portabletext/block-tools 5.2.0 (npm), with which stories are brought as HTML into content systems that keep Portable Text.
#
# Expected: words of different elements stay different words: a term and its meaning, the caption of a picture and the
# caption of the table behind it. Raised and lowered digits are marked, or written as such.
#
# What happens: what it does not know as a block is read as text of one paragraph, end to end and without a blank. The list of
# terms says "kWhKilowattstunde", the credit of the photograph runs into the table's caption, "10³" is 103. Nothing is
# reported. Paragraphs, lists and cells of tables are kept apart.
#
# Output seen:
#   kWhKilowattstunde
#   Foto: KimDie Häfen
#   103 Container
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @portabletext/block-tools@5.2.0 @sanity/schema@6.10.1 jsdom@26.1.0 >/dev/null
cat > look.mjs <<'JS'
import { htmlToBlocks } from '@portabletext/block-tools';
import { Schema } from '@sanity/schema';
import { JSDOM } from 'jsdom';

const field = { name: 'body', type: 'array', of: [{ type: 'block' }] };
const schema = Schema.compile({ name: 'desk', types: [{ type: 'object', name: 'story', fields: [field] }] });
const body = schema.get('story').fields.find(({ name }) => name === 'body').type;
const options = { parseHtml: (html) => new JSDOM(html).window.document };
for (const html of [
  '<dl><dt>kWh</dt><dd>Kilowattstunde</dd></dl>',
  '<figure><img src="a.jpg" alt=""><figcaption>Foto: Kim</figcaption></figure><table><caption>Die Häfen</caption></table>',
  '<p>10<sup>3</sup> Container</p>',
])
  console.log(htmlToBlocks(html, body, options).map(({ children = [] }) => children.map(({ text }) => text).join('')).join(' / '));
JS
node look.mjs > seen.txt; cat seen.txt
cat > expected.txt <<'TXT'
kWhKilowattstunde
Foto: KimDie Häfen
103 Container
TXT
diff expected.txt seen.txt
