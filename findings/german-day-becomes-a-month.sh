#!/usr/bin/env bash
# metascraper-date 5.49.24 (npm, with metascraper 5.49.24) reads the date that a German page shows.
#
# Expected: on a page whose language is German, "03.11.2026" is 3 November, as nobody there writes it otherwise; "13.11.2026"
# leaves no other reading.
#
# What happens: the page's language is not asked. A day up to the 12th is taken for the month, so the story of 3 November is one of
# 11 March, while the same template's story of 13 November is read rightly. Where the month is spelled the day is lost: "3. November
# 2026" is the 1st, in a `time` element too. Nothing says that it was a guess. A machine-readable date is read as it is.
#
# Output seen:
#   03.11.2026: 2026-03-11
#   13.11.2026: 2026-11-13
#   3. November 2026: 2026-11-01
#   time, 3. November 2026: 2026-11-01
#   datetime: 2026-11-03
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts metascraper@5.49.24 metascraper-date@5.49.24 >/dev/null
cat > look.mjs <<'JS'
import metascraper from 'metascraper';
import date from 'metascraper-date';

const read = metascraper([date()]);
const pages = {
  '03.11.2026': '<span class="date">03.11.2026</span>',
  '13.11.2026': '<span class="date">13.11.2026</span>',
  '3. November 2026': '<span class="date">3. November 2026</span>',
  'time, 3. November 2026': '<time class="date">3. November 2026</time>',
  datetime: '<time datetime="2026-11-03T10:00:00Z">3. November 2026</time>',
};
for (const [name, shown] of Object.entries(pages)) {
  const html = `<!doctype html><html lang="de"><head><title>Hafen</title></head>
    <body><article><h1>Der Hafen wird tiefer</h1>${shown}<p>Im Frühjahr wird gebaggert.</p></article></body></html>`;
  const found = await read({ html, url: 'https://example.org/hafen' });
  console.log(`${name}: ${found.date?.slice(0, 10) ?? 'none'}`);
}
JS
TZ=UTC node look.mjs > seen.txt
cat > expected.txt <<'TXT'
03.11.2026: 2026-03-11
13.11.2026: 2026-11-13
3. November 2026: 2026-11-01
time, 3. November 2026: 2026-11-01
datetime: 2026-11-03
TXT
cat seen.txt; diff expected.txt seen.txt
