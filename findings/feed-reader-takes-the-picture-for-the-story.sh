#!/usr/bin/env bash
# @extractus/feed-extractor 8.0.3 (npm) reads Atom entries that have a picture as enclosure beside the story's address.
#
# Expected: an entry's address is its link of relation "alternate" (RFC 4287, 4.2.7.2: what has no relation is one), in
# whatever order the links stand; its time of publication is `published`, that of a correction `updated`.
#
# What happens: the first link with an address is taken, of whatever relation, so a story's address is its picture or
# another site's page where these come first. `updated` is shown as the publication, so a corrected story looks new.
#
# Output seen:
#   alternate, enclosure: https://example.org/story 2026-11-29T09:00:00.000Z
#   enclosure, alternate: https://example.org/picture.jpg 2026-11-29T09:00:00.000Z
#   related, alternate: https://example.com/other 2026-11-29T09:00:00.000Z
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @extractus/feed-extractor@8.0.3 >/dev/null
cat > look.mjs <<'JS'
import { extractFromXml } from '@extractus/feed-extractor';

const links = {
  alternate: '<link rel="alternate" type="text/html" href="https://example.org/story"/>',
  enclosure: '<link rel="enclosure" type="image/jpeg" length="1000" href="https://example.org/picture.jpg"/>',
  related: '<link rel="related" href="https://example.com/other"/>',
};
const feedWith = (names) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Nordhafen</title><id>tag:example.org,2026:feed</id><updated>2026-11-29T09:00:00Z</updated>
<author><name>Nordhafen</name></author>
<link rel="alternate" href="https://example.org/"/><link rel="self" href="https://example.org/feed.xml"/>
<entry><title>Story</title><id>tag:example.org,2026:1</id>${names.map((name) => links[name]).join('')}
<published>2026-11-20T10:00:00Z</published><updated>2026-11-29T09:00:00Z</updated><summary>Summary</summary></entry>
</feed>`;
const orders = [['alternate', 'enclosure'], ['enclosure', 'alternate'], ['related', 'alternate']];
for (const names of orders) {
  const [entry] = extractFromXml(feedWith(names)).entries;
  console.log(`${names.join(', ')}: ${entry.link} ${entry.published}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
alternate, enclosure: https://example.org/story 2026-11-29T09:00:00.000Z
enclosure, alternate: https://example.org/picture.jpg 2026-11-29T09:00:00.000Z
related, alternate: https://example.com/other 2026-11-29T09:00:00.000Z
TXT
cat seen.txt; diff expected.txt seen.txt
