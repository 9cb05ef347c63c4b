#!/usr/bin/env bash
# feedparser 2.6.0 (npm) reads Atom entries by one and by two authors (RFC 4287, 4.2.1: an entry may have several).
#
# Expected: both authors, or the first, as it does with two `dc:creator` in RSS. An author of the feed stands only for entries
# that name none (4.2.1 again).
#
# What happens: an entry with one author has that one. With a second, both are passed over as if there were none, and the
# feed's author is put in their place: a story by two reporters is credited to the publisher. Where the feed has none, so
# has the entry.
#
# Output seen:
#   no author: Nordblatt
#   one author: Ines Falk
#   two authors: Nordblatt
#   two authors, feed without: null
#   RSS, two creators: Ines Falk
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts feedparser@2.6.0 >/dev/null
cat > look.mjs <<'JS'
import { Readable } from 'node:stream';
import FeedParser from 'feedparser';

const author = (name) => `<author><name>${name}</name></author>`;
const both = author('Ines Falk') + author('Tom Reed');
const atom = (ofFeed, ofEntry) => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
  <title>Notes</title><id>https://example.org/feed</id><updated>2026-11-29T10:00:00Z</updated>${ofFeed}
  <entry><title>Harbor</title><id>https://example.org/harbor</id><updated>2026-11-29T10:00:00Z</updated>
  <link href="https://example.org/harbor"/>${ofEntry}<summary>Ferries</summary></entry></feed>`;
const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Notes</title>
  <link>https://example.org/</link><description>Notes</description><item><title>Harbor</title>
  <dc:creator>Ines Falk</dc:creator><dc:creator>Tom Reed</dc:creator></item></channel></rss>`;
const feeds = {
  'no author': atom(author('Nordblatt'), ''),
  'one author': atom(author('Nordblatt'), author('Ines Falk')),
  'two authors': atom(author('Nordblatt'), both),
  'two authors, feed without': atom('', both),
  'RSS, two creators': rss,
};
for (const [name, xml] of Object.entries(feeds)) {
  for await (const item of Readable.from([xml]).pipe(new FeedParser({}))) console.log(`${name}: ${item.author}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
no author: Nordblatt
one author: Ines Falk
two authors: Nordblatt
two authors, feed without: null
RSS, two creators: Ines Falk
TXT
cat seen.txt; diff expected.txt seen.txt
