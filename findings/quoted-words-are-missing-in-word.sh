#!/usr/bin/env bash
# @turbodocx/html-to-docx 1.23.1 (npm) makes a Word file of a story's HTML.
#
# Expected: an element of running text that has no look of its own in Word gives its words as plain text.
#
# What happens: the words in `q`, `time`, `abbr`, `cite`, `small` and others are left out, an empty run stands in their place: a
# sentence says "Er sagte:" and no more. The caption of a `figure` with a picture is left out as well, and with it the
# picture's credit. The two paragraphs of one quotation become one, with no blank between. Nothing is raised.
#
# Output seen:
#   q: Er sagte:  und ging.
#   time: Am  tagt der Rat.
#   abbr: Die  zahlt.
#   mark: Das ist neu.
#   figure: [picture]
#   blockquote: Erstens.Zweitens.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @turbodocx/html-to-docx@1.23.1 jszip@3.10.1 sharp@0.35.5 >/dev/null
cat > look.mjs <<'JS'
import toDocx from '@turbodocx/html-to-docx';
import JSZip from 'jszip';
import sharp from 'sharp';

const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).png().toBuffer();
const stories = {
  q: '<p>Er sagte: <q>Ja</q> und ging.</p>',
  time: '<p>Am <time datetime="2026-11-03">Dienstag</time> tagt der Rat.</p>',
  abbr: '<p>Die <abbr title="Hafengesellschaft">HG</abbr> zahlt.</p>',
  mark: '<p>Das ist <mark>neu</mark>.</p>',
  figure: `<figure><img alt="Boot" src="data:image/png;base64,${png.toString('base64')}"><figcaption>Foto: Ines Falk</figcaption></figure>`,
  blockquote: '<blockquote><p>Erstens.</p><p>Zweitens.</p></blockquote>',
};
for (const [name, html] of Object.entries(stories)) {
  const file = await toDocx(`<!doctype html><html><body>${html}</body></html>`);
  const xml = await (await JSZip.loadAsync(file)).file('word/document.xml').async('string');
  const paragraphs = xml.split('</w:p>').map((paragraph) =>
    [...paragraph.matchAll(/<w:t[^>/]*>([^<]*)<\/w:t>|<w:drawing>/g)]
      .map(([all, words]) => (all === '<w:drawing>' ? '[picture]' : words))
      .join(''),
  );
  console.log(`${name}: ${paragraphs.filter(Boolean).join(' / ')}`);
}
JS
node look.mjs 2>/dev/null | grep -v DEBUG > seen.txt
cat > expected.txt <<'TXT'
q: Er sagte:  und ging.
time: Am  tagt der Rat.
abbr: Die  zahlt.
mark: Das ist neu.
figure: [picture]
blockquote: Erstens.Zweitens.
TXT
cat seen.txt; diff expected.txt seen.txt
