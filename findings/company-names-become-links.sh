#!/usr/bin/env bash
# linkifyjs 4.4.0 (npm; Tiptap's link extension finds addresses with it) on German sentences.
#
# Expected: only addresses are found, and a closing quote behind one is not part of it, as no reader takes it for one.
#
# What happens: the endings of German company forms, abbreviations and sentences without a blank are top-level domains:
# "GmbH & Co.KG" (.kg), "z.B.so" (.so), "Meier.Er" (.er), "ASP.NET" become links. Typographic closing quotes and the ellipsis
# go into the address, which then leads nowhere. linkify-it 6.1.0 finds none of the names and stops before the quotes.
#
# Output seen:
#   linkifyjs: Co.KG | z.B.so | Meier.Er | ASP.NET | https://example.org/a“ | https://example.org/a« | https://example.org/a…
#   linkify-it: https://example.org/a | https://example.org/a | https://example.org/a
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null; npm install --silent --no-audit --no-fund --ignore-scripts linkifyjs@4.4.0 linkify-it@6.1.0 >/dev/null
cat > look.mjs <<'JS'
import { LinkifyIt } from 'linkify-it';
import { find } from 'linkifyjs';

const sentences = [
  'Die Werft Beispiel GmbH & Co.KG baut.',
  'Das ist z.B.so gemeint.',
  'Das sagte Herr Meier.Er bleibt.',
  'Sie schreibt in ASP.NET ihre Seiten.',
  'Es steht auf „https://example.org/a“',
  'Es steht auf »https://example.org/a«',
  'Es steht auf https://example.org/a…',
];
const other = new LinkifyIt();
console.log(`linkifyjs: ${sentences.flatMap((text) => find(text).map(({ value }) => value)).join(' | ')}`);
console.log(`linkify-it: ${sentences.flatMap((text) => (other.match(text) ?? []).map((one) => one.text)).join(' | ')}`);
JS
node look.mjs | tee seen
address=https://example.org/a
grep -qxF "linkifyjs: Co.KG | z.B.so | Meier.Er | ASP.NET | $address“ | $address« | $address…" seen
grep -qxF "linkify-it: $address | $address | $address" seen
