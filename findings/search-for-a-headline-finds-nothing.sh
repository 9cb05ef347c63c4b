#!/usr/bin/env bash
# lunr 2.3.9 with the German of lunr-languages 1.22.0 (npm), the search of many static sites: readers search for words as they
# stand in the headlines.
#
# Expected: words copied from a headline find it. German writes forms for all genders as "Leser:innen" or "Kolleg*innen", and
# times of the day as "12:30".
#
# What happens: the index takes each of these for one word, but what is typed is read as a language of its own, whether
# or not somebody knows it. A colon names a field, so "Leser:innen" and "12:30" raise an error. A star stands for any
# letters and its word is not brought to its stem as the index's is, so "Kolleg*innen" finds nothing, and with a hyphen
# in front all but the headline itself is found. "Leser" alone finds nothing either.
#
# Output seen:
#   Leser:innen: QueryParseError
#   12:30: QueryParseError
#   Kolleg*innen: none
#   -Holstein: Leser:innen streiken | Kolleg*innen warten | Abfahrt 12:30
#   Leser: none
#   warten: Kolleg*innen warten
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts lunr@2.3.9 lunr-languages@1.22.0 >/dev/null
cat > look.cjs <<'JS'
const lunr = require('lunr');
require('lunr-languages/lunr.stemmer.support')(lunr);
require('lunr-languages/lunr.de')(lunr);

const headlines = ['Leser:innen streiken', 'Kolleg*innen warten', 'Abfahrt 12:30', 'Gutes aus Schleswig-Holstein'];
const index = lunr(function () {
  this.use(lunr.de);
  this.ref('id');
  this.field('headline');
  headlines.forEach((headline, id) => this.add({ id, headline }));
});
const search = (text) => {
  try {
    const found = index.search(text).map(({ ref }) => Number(ref));
    return found.sort().map((id) => headlines[id]).join(' | ') || 'none';
  } catch (error) {
    return error.name;
  }
};
for (const text of ['Leser:innen', '12:30', 'Kolleg*innen', '-Holstein', 'Leser', 'warten']) console.log(`${text}: ${search(text)}`);
JS
node look.cjs > seen.txt
cat > expected.txt <<'TXT'
Leser:innen: QueryParseError
12:30: QueryParseError
Kolleg*innen: none
-Holstein: Leser:innen streiken | Kolleg*innen warten | Abfahrt 12:30
Leser: none
warten: Kolleg*innen warten
TXT
cat seen.txt; diff expected.txt seen.txt
