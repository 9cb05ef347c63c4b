#!/usr/bin/env bash
# html-to-text 10.0.1 (npm) makes the plain part of a mail, or the text that is searched, of a story's HTML.
#
# Expected: what stands in blocks of its own on the page stands in lines of its own in the text, as after a `p` or a `div`: the
# HTML standard's style sheet shows `figcaption`, `dt`, `dd`, `summary` and `address` as blocks.
#
# What happens: these are taken for running text, so the last word before and the first word behind become one that no search
# finds: a term and what it means, a summary and its text, a caption and the next one. `div` and `section` are blocks.
#
# Output seen:
#   div: Hafen|Rat
#   definition list: HafenTiefe 12 MeterRatTagt im Mai
#   captions: Foto: Ines FalkFoto: Kim Doe
#   summary: Mehr dazuDer Rat tagt.
#   address: Ines FalkKiel
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts html-to-text@10.0.1 >/dev/null
cat > look.mjs <<'JS'
import { convert } from 'html-to-text';

const figure = (caption) => `<figure><figcaption>${caption}</figcaption></figure>`;
const stories = {
  div: '<div>Hafen</div><div>Rat</div>',
  'definition list': '<dl><dt>Hafen</dt><dd>Tiefe 12 Meter</dd><dt>Rat</dt><dd>Tagt im Mai</dd></dl>',
  captions: figure('Foto: Ines Falk') + figure('Foto: Kim Doe'),
  summary: '<details><summary>Mehr dazu</summary>Der Rat tagt.</details>',
  address: '<address>Ines Falk</address><address>Kiel</address>',
};
for (const [name, html] of Object.entries(stories)) {
  console.log(`${name}: ${convert(html, { wordwrap: false }).replace(/\n+/g, '|')}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
div: Hafen|Rat
definition list: HafenTiefe 12 MeterRatTagt im Mai
captions: Foto: Ines FalkFoto: Kim Doe
summary: Mehr dazuDer Rat tagt.
address: Ines FalkKiel
TXT
cat seen.txt; diff expected.txt seen.txt
