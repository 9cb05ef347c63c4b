#!/usr/bin/env bash
# chrono-node 2.10.3 (npm): the German parser reads embargo lines as press offices write them.
#
# Expected: "Dienstag, 1. Dezember, 6 Uhr" is six o'clock on the first of December; "Sonnabend" is Saturday, as in the
# north and east of Germany; "Donnerstagabend um 20.15 Uhr" is on a Thursday.
#
# What happens: a number behind a month that is written out is taken for a year, so the hour before "Uhr" becomes 2006.
# The weekday "Sonnabend" and the weekdays joined with a part of the day are passed over in silence: what is left is the
# hour, on the day of the reading. With "7.30 Uhr" behind a bare label nothing is found. Every wrong answer is earlier than
# what was meant, so a text under embargo would be free too early.
#
# Output seen (read on Sunday, 29 November 2026, 10:00 UTC, with forwardDate):
#   Dienstag, 1. Dezember, 6 Uhr | Dienstag, 1. Dezember, 6 | 2006-12-01
#   Dienstag, 1. Dezember 2026, 6 Uhr | Dienstag, 1. Dezember 2026, 6 Uhr | 2026-12-01
#   Samstag, 12 Uhr | Samstag, 12 Uhr | 2026-12-05
#   Sonnabend, 12 Uhr | 12 Uhr | 2026-11-29
#   Donnerstagabend um 20.15 Uhr | um 20.15 | 2026-11-29
#   Sperrfrist 7.30 Uhr | nothing
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3 >/dev/null
cat > look.mjs <<'JS'
import * as chrono from 'chrono-node';

const read = new Date('2026-11-29T10:00:00Z');
for (const line of [
  'Dienstag, 1. Dezember, 6 Uhr',
  'Dienstag, 1. Dezember 2026, 6 Uhr',
  'Samstag, 12 Uhr',
  'Sonnabend, 12 Uhr',
  'Donnerstagabend um 20.15 Uhr',
  'Sperrfrist 7.30 Uhr',
]) {
  const [found] = chrono.de.parse(line, read, { forwardDate: true });
  console.log([line, ...(found ? [found.text.trim(), found.start.date().toISOString().slice(0, 10)] : ['nothing'])].join(' | '));
}
JS
TZ=UTC node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Dienstag, 1. Dezember, 6 Uhr | Dienstag, 1. Dezember, 6 | 2006-12-01
Dienstag, 1. Dezember 2026, 6 Uhr | Dienstag, 1. Dezember 2026, 6 Uhr | 2026-12-01
Samstag, 12 Uhr | Samstag, 12 Uhr | 2026-12-05
Sonnabend, 12 Uhr | 12 Uhr | 2026-11-29
Donnerstagabend um 20.15 Uhr | um 20.15 | 2026-11-29
Sperrfrist 7.30 Uhr | nothing
TXT
cat seen.txt; diff expected.txt seen.txt
