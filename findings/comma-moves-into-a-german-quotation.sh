#!/usr/bin/env bash
# typopo 3.1.0 (npm) corrects the signs of a German text (locale "de-de"), typed with straight quotation marks.
#
# Expected: German sets the comma behind the closing mark („Das ist gut“, sagte er.) and keeps a full stop that ends the quoted
# sentence within it (Er sagte: „Ja.“): Amtliches Regelwerk of 2018, paragraphs 92 and 93. In an English text of American style the
# comma goes inside.
#
# What happens: it is the other way round for both signs: the comma goes inside as in American text, and
# the full stop goes outside. The hyphen before an extension of a telephone number becomes a dash, so that it is no longer
# found or dialed as it was typed.
#
# Output seen:
#   de-de: „Das ist gut,“ sagte er.
#   de-de: Er sagte: „Ja“.
#   de-de: Telefon 0431 123–45
#   en-us: “It is good,” he said.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts typopo@3.1.0 >/dev/null
cat > look.mjs <<'JS'
import { fixTypos } from 'typopo';

const texts = [
  ['de-de', '"Das ist gut", sagte er.'],
  ['de-de', 'Er sagte: "Ja."'],
  ['de-de', 'Telefon 0431 123-45'],
  ['en-us', '"It is good", he said.'],
];
for (const [locale, text] of texts) console.log(`${locale}: ${fixTypos(text, locale).replaceAll('\u00a0', ' ')}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
de-de: „Das ist gut,“ sagte er.
de-de: Er sagte: „Ja“.
de-de: Telefon 0431 123–45
en-us: “It is good,” he said.
TXT
cat seen.txt; diff expected.txt seen.txt
