#!/usr/bin/env bash
# @extractus/feed-extractor 8.0.3 (npm) reads summaries of Atom that are plain text with a less-than and a greater-than sign.
#
# Expected: a text construct without a type is plain text (RFC 4287, 3.1.1.1): its signs are signs, so nothing of
# "Pegel < 2 Meter, Wind > 7 Beaufort" is markup.
#
# What happens: whatever the type says, the decoded text has everything taken out that stands between the two signs, as if
# it were a tag. The words are gone without a trace. Titles keep theirs. With `type="text"` it is the same, and a summary in
# which only one of the signs stands comes whole.
#
# Output seen:
#   title: Pegel < 2 Meter, Wind > 7 Beaufort
#   summary: Pegel  7 Beaufort
#   summary of type text: Pegel  7 Beaufort
#   one sign: Pegel < 2 Meter, Wind 7 Beaufort
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @extractus/feed-extractor@8.0.3 >/dev/null
cat > look.mjs <<'JS'
import { extractFromXml } from '@extractus/feed-extractor';

const written = (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const entryOf = (text, type = '') =>
  extractFromXml(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Nordhafen</title><id>tag:example.org,2026:feed</id><updated>2026-11-29T09:00:00Z</updated>
<author><name>Nordhafen</name></author><link href="https://example.org/"/>
<entry><title>${written(text)}</title><id>tag:example.org,2026:1</id><link href="https://example.org/story"/>
<updated>2026-11-29T09:00:00Z</updated><summary${type}>${written(text)}</summary></entry>
</feed>`).entries[0];
const both = 'Pegel < 2 Meter, Wind > 7 Beaufort';
console.log(`title: ${entryOf(both).title}`);
console.log(`summary: ${entryOf(both).description}`);
console.log(`summary of type text: ${entryOf(both, ' type="text"').description}`);
console.log(`one sign: ${entryOf('Pegel < 2 Meter, Wind 7 Beaufort').description}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
title: Pegel < 2 Meter, Wind > 7 Beaufort
summary: Pegel  7 Beaufort
summary of type text: Pegel  7 Beaufort
one sign: Pegel < 2 Meter, Wind 7 Beaufort
TXT
cat seen.txt; diff expected.txt seen.txt
