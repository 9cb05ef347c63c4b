#!/usr/bin/env bash
# @citation-js/date 0.5.1 (npm; it reads the dates of Citation.js) on spans of time as EDTF (level 0 of ISO 8601-2) writes them.
#
# Expected: a span of years, of months and of days is read alike, as a start and an end. What can't be read is kept as it is
# (`raw`), as the package does with "Spring 2026" and with a week.
#
# What happens: only spans of days are read as spans. Of two months the second is lost without a sign. Two years are taken for
# a month and a year: the start becomes the month "2026" of the end. The day of a year, "2026-333", becomes month 33. What is
# written out again is no date any more, in the place where an article's year stands.
#
# Output seen:
#   2026-11-29/2026-12-01 -> [[2026,11,29],[2026,12,1]] -> 2026-11-29
#   2026-11/2026-12 -> [[2026,11]] -> 2026-11
#   2026/2027 -> [[2027,2026]] -> 2027-2026
#   2026-333 -> [[2026,33]] -> 2026-33
#   Spring 2026 -> raw -> Spring 2026
#   2026-W48 -> raw -> 2026-W48
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/date@0.5.1 >/dev/null
cat > look.mjs <<'JS'
import dates from '@citation-js/date';

for (const text of ['2026-11-29/2026-12-01', '2026-11/2026-12', '2026/2027', '2026-333', 'Spring 2026', '2026-W48']) {
  const date = dates.parse(text);
  console.log(`${text} -> ${JSON.stringify(date['date-parts']) ?? 'raw'} -> ${dates.format(date)}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
2026-11-29/2026-12-01 -> [[2026,11,29],[2026,12,1]] -> 2026-11-29
2026-11/2026-12 -> [[2026,11]] -> 2026-11
2026/2027 -> [[2027,2026]] -> 2027-2026
2026-333 -> [[2026,33]] -> 2026-33
Spring 2026 -> raw -> Spring 2026
2026-W48 -> raw -> 2026-W48
TXT
cat seen.txt; diff expected.txt seen.txt
