#!/usr/bin/env bash
# rss-parser 3.13.0 (npm) on a valid Atom entry whose content has type="xhtml" (RFC 4287, 4.1.3).
#
# Expected: the entry's content is the markup inside its div, with words and elements in the order of the file.
#
# What happens: the plain words of a paragraph come first, all in one piece, and its inline elements follow them, so every
# sentence with an emphasis or a link reads wrongly, in `content` and in `contentSnippet`. There is no warning. The same
# markup as type="html" comes out as it is. feedsmith 3.0.1, which reads the same bytes, keeps the order.
#
# Output seen:
#   xhtml: The  sails at  again.<em>ferry</em><strong>dawn</strong>
#   html: The <em>ferry</em> sails at <strong>dawn</strong> again.
#   feedsmith: The <em>ferry</em> sails at <strong>dawn</strong> again.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null; npm install --silent --no-audit --no-fund --ignore-scripts rss-parser@3.13.0 feedsmith@3.0.1 >/dev/null
cat > look.mjs <<'JS'
import { parseAtomFeed } from 'feedsmith';
import Parser from 'rss-parser';

const sentence = 'The <em>ferry</em> sails at <strong>dawn</strong> again.';
const xhtml = `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${sentence}</p></div></content>`;
const html = `<content type="html">${`<p>${sentence}</p>`.replaceAll('<', '&lt;')}</content>`;
const feed = (content) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbor</title><id>tag:example.org,2026:feed</id>
<updated>2026-11-01T10:00:00Z</updated><author><name>Harbor desk</name></author>
<entry><title>Ferries</title><id>tag:example.org,2026:1</id><updated>2026-11-01T10:00:00Z</updated>
<link rel="alternate" href="https://example.org/ferries"/>${content}</entry></feed>`;
const paragraph = (text) => /<p>(.*)<\/p>/s.exec(text)[1];
for (const [name, content] of Object.entries({ xhtml, html })) {
  const { items } = await new Parser().parseString(feed(content));
  console.log(`${name}: ${paragraph(items[0].content)}`);
}
console.log(`feedsmith: ${paragraph(parseAtomFeed(feed(xhtml)).entries[0].content.value)}`);
JS
node look.mjs | tee seen
grep -qx 'xhtml: The  sails at  again.<em>ferry</em><strong>dawn</strong>' seen
for name in html feedsmith; do grep -qx "$name: The <em>ferry</em> sails at <strong>dawn</strong> again." seen; done
