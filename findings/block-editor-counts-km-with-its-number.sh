#!/usr/bin/env bash
# @wordpress/wordcount 4.55.0 (npm), the word count of WordPress' editor: measures and abbreviations with the no-break blank
# that German and French house styles ask for.
#
# Expected: "5 km weit" has three words, whichever blank stands between them.
#
# What happens: the count of words splits at the ordinary blank, the tab and the written entity, but not at U+00A0, U+202F,
# U+2009 or U+2003; the count of characters without blanks knows them all as blanks. A text counts fewer words once it has
# been typeset properly, so lengths of the same article differ between desks.
#
# Output seen (words, characters without blanks):
#   blank 3 7
#   U+00A0 2 7
#   U+202F 2 7
#   U+2009 2 7
#   U+2003 2 7
#   entity 3 7
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @wordpress/wordcount@4.55.0 >/dev/null
cat > look.mjs <<'JS'
import { count } from '@wordpress/wordcount';

const blanks = { blank: ' ', 'U+00A0': '\u00a0', 'U+202F': '\u202f', 'U+2009': '\u2009', 'U+2003': '\u2003', entity: '&nbsp;' };
for (const [name, blank] of Object.entries(blanks)) {
  const text = `5${blank}km weit`;
  console.log(name, count(text, 'words'), count(text, 'characters_excluding_spaces'));
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
blank 3 7
U+00A0 2 7
U+202F 2 7
U+2009 2 7
U+2003 2 7
entity 3 7
TXT
cat seen.txt; diff expected.txt seen.txt
