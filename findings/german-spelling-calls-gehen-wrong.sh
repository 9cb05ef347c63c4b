#!/usr/bin/env bash
# nspell 2.1.5 with dictionary-de 3.0.0
#
# Expected: a spelling checker with the German dictionary knows the commonest German words, in all their forms alike.
# Happens: infinitives such as "sein", "gehen" and "schreiben" and compounds such as "Bahnhof" count as misspelt, while their
# forms "ist", "ging" and "schrieb" are right: what the dictionary says by its compound and affix flags is not followed.
# Output seen:
#   right: ist, ging, schrieb, Häuser
#   wrong: sein, gehen, schreiben, Bahnhof
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund nspell@2.1.5 dictionary-de@3.0.0
cat >try.mjs <<'JS'
import dictionary from 'dictionary-de';
import nspell from 'nspell';

const speller = nspell(dictionary);
const words = ['ist', 'sein', 'ging', 'gehen', 'schrieb', 'schreiben', 'Häuser', 'Bahnhof'];
const right = words.filter((word) => speller.correct(word)).join(', ');
const wrong = words.filter((word) => !speller.correct(word)).join(', ');
console.log(`right: ${right}\nwrong: ${wrong}`);
process.exit(right === 'ist, ging, schrieb, Häuser' && wrong === 'sein, gehen, schreiben, Bahnhof' ? 0 : 1);
JS
node try.mjs
