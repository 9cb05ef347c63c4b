#!/usr/bin/env bash
# journalize 2.6.0 (npm) writes numbers as the AP Stylebook has them in news stories.
#
# Expected: `intword` rounds to one decimal and picks the word for what it then shows: 999,960,000 is "1 billion".
#
# What happens: the word is picked before rounding, so numbers just below a billion or a trillion come out as "1000 million" and
# "1000 billion", without even the comma that AP asks for, and one that is a little larger as "1 billion": a table of budgets holds
# both. Just below a million nothing is rounded, so no word is used there.
#
# Output seen:
#   999940000: 999.9 million
#   999960000: 1000 million
#   1000000000: 1 billion
#   999960000000: 1000 billion
#   999960: 999960
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts journalize@2.6.0 >/dev/null
cat > look.mjs <<'JS'
import { intword } from 'journalize';

for (const number of [999_940_000, 999_960_000, 1_000_000_000, 999_960_000_000, 999_960]) {
  console.log(`${number}: ${intword(number)}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
999940000: 999.9 million
999960000: 1000 million
1000000000: 1 billion
999960000000: 1000 billion
999960: 999960
TXT
cat seen.txt; diff expected.txt seen.txt
