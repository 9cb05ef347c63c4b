#!/usr/bin/env bash
# @orama/orama 3.1.18 (npm), a search engine in JavaScript for sites and apps, with its German tokenizer: names of people and
# places whose letters German does not have.
#
# Expected: a name that stands in a headline is one word, found as it is written, and where it is typed without its accent.
#
# What happens: the German tokenizer ends a word at every letter that is not a to z, ä, ö, ü or ß, before accents are taken
# off. "Orbán" becomes "orb" and "n", "Łódź" becomes "d" alone. Without its accent no such name is found. With it other
# headlines are found as well, where a word begins with the letters that are left over: who looks for a town gets the
# café too. One who types "n" finds Orbán.
#
# Output seen:
#   Orbán: Orbán reist ab
#   Orban: none
#   Erdogan: none
#   Łódź: Das Café öffnet | Łódź baut
#   n: Orbán reist ab
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @orama/orama@3.1.18 >/dev/null
cat > look.mjs <<'JS'
import { create, insert, search } from '@orama/orama';

const index = await create({ schema: { headline: 'string' }, language: 'german' });
for (const headline of ['Orbán reist ab', 'Erdoğan antwortet', 'Łódź baut', 'Das Café öffnet']) await insert(index, { headline });
for (const term of ['Orbán', 'Orban', 'Erdogan', 'Łódź', 'n']) {
  const { hits } = await search(index, { term });
  const found = hits.map(({ document }) => document.headline).sort((one, other) => (one < other ? -1 : 1));
  console.log(`${term}: ${found.join(' | ') || 'none'}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Orbán: Orbán reist ab
Orban: none
Erdogan: none
Łódź: Das Café öffnet | Łódź baut
n: Orbán reist ab
TXT
cat seen.txt; diff expected.txt seen.txt
