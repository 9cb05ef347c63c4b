#!/usr/bin/env bash
# @sindresorhus/slugify 3.0.1 (npm) makes addresses from headlines with an amount, a formula, a fraction and a ligature.
#
# Expected: what has no letter of ASCII is spelled or left out, as the package spells umlauts and Cyrillic; what Unicode calls
# compatible with plain letters and digits (NFKC: ₂, ½, ﬁ) becomes these, as in transliteration 2.6.1.
#
# What happens: the euro sign becomes the letter e, "5 €" is "5-e", where the dollar and the pound are left out. Lowered digits,
# fractions and the ligatures that come with text copied from PDF are left out, so words and numbers change: "CO₂" is "co",
# "3½" is "3", "ﬁnden" is "nden".
#
# Output seen (slugify | transliteration):
#   Kaffee ab 5 € -> kaffee-ab-5-e | kaffee-ab-5-eu
#   Tea from $5 -> tea-from-5 | tea-from-5
#   Tea from £5 -> tea-from-5 | tea-from-ps5
#   CO₂ sinkt -> co-sinkt | co2-sinkt
#   3½ Jahre -> 3-jahre | 31-2-jahre
#   Wege ﬁnden -> wege-nden | wege-finden
#   Größe -> groesse | grosse
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @sindresorhus/slugify@3.0.1 transliteration@2.6.1 >/dev/null
cat > look.mjs <<'JS'
import slugify from '@sindresorhus/slugify';
import { slugify as other } from 'transliteration';

for (const headline of ['Kaffee ab 5 €', 'Tea from $5', 'Tea from £5', 'CO₂ sinkt', '3½ Jahre', 'Wege ﬁnden', 'Größe'])
  console.log(`${headline} -> ${slugify(headline)} | ${other(headline)}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Kaffee ab 5 € -> kaffee-ab-5-e | kaffee-ab-5-eu
Tea from $5 -> tea-from-5 | tea-from-5
Tea from £5 -> tea-from-5 | tea-from-ps5
CO₂ sinkt -> co-sinkt | co2-sinkt
3½ Jahre -> 3-jahre | 31-2-jahre
Wege ﬁnden -> wege-nden | wege-finden
Größe -> groesse | grosse
TXT
cat seen.txt; diff expected.txt seen.txt
