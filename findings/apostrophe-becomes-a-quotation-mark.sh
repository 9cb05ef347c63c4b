#!/usr/bin/env bash
# retext-smartypants 6.2.0 (npm; the typographer of Astro and others by way of remark-smartypants), with the quotation marks that
# its options take for German.
#
# Expected: the marks given stand around quotations, the opening one in front; the apostrophe stays U+2019 (’), which is right
# in German as in English, and which the package writes without options.
#
# What happens: apostrophes are written with the mark that closes single quotations, in German U+2018, which is a wrong sign
# there, and one at the start of a word with the opening mark. A quotation within a sentence that begins with dots, as a
# shortened one does, opens with a wrong mark: with the options given “, the closing one, and without them ”.
#
# Output seen (German marks | none given):
#   Sie sagt "nein". -> Sie sagt „nein“. | Sie sagt “nein”.
#   Wie geht's? -> Wie geht‘s? | Wie geht’s?
#   Hans' Auto -> Hans‘ Auto | Hans’ Auto
#   so 'ne Zeit -> so ‚ne Zeit | so ‘ne Zeit
#   Sie sagt "... nein". -> Sie sagt “… nein“. | Sie sagt ”… nein”.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts retext@9.0.0 retext-smartypants@6.2.0 >/dev/null
cat > look.mjs <<'JS'
import { retext } from 'retext';
import smartypants from 'retext-smartypants';

const german = { openingQuotes: { double: '„', single: '‚' }, closingQuotes: { double: '“', single: '‘' } };
const write = async (text, options) => String(await retext().use(smartypants, options).process(text));
for (const text of ['Sie sagt "nein".', "Wie geht's?", "Hans' Auto", "so 'ne Zeit", 'Sie sagt "... nein".'])
  console.log(`${text} -> ${await write(text, german)} | ${await write(text)}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Sie sagt "nein". -> Sie sagt „nein“. | Sie sagt “nein”.
Wie geht's? -> Wie geht‘s? | Wie geht’s?
Hans' Auto -> Hans‘ Auto | Hans’ Auto
so 'ne Zeit -> so ‚ne Zeit | so ‘ne Zeit
Sie sagt "... nein". -> Sie sagt “… nein“. | Sie sagt ”… nein”.
TXT
cat seen.txt; diff expected.txt seen.txt
