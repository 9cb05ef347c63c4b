#!/usr/bin/env bash
# @portabletext/contentful-rich-text-to-portable-text 0.1.1 (npm) converts a paragraph with two links, and
# @portabletext/to-html 6.0.0 shows it, as a site does that moves from Contentful to Sanity.
#
# Expected: each link leads where it led. Portable Text names a mark by the key of its definition, so keys differ.
#
# What happens: unless a maker of keys is given, each node's key is the name of its kind. Both links' definitions have the key
# "hyperlink", and both words point to that; whoever looks a key up finds the first definition. The second link's words
# lead to the first link's address, with no error anywhere: one tool's output is well-formed to the other.
#
# Output seen:
#   Contentful: <p>Die <a href="https://example.org/yard">Werft</a> am <a href="https://example.org/port">Hafen</a></p>
#   keys: hyperlink, hyperlink
#   Portable Text: <p>Die <a href="https://example.org/yard">Werft</a> am <a href="https://example.org/yard">Hafen</a></p>
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @portabletext/contentful-rich-text-to-portable-text@0.1.1 \
  @portabletext/to-html@6.0.0 @contentful/rich-text-html-renderer@17.2.3 >/dev/null
cat > look.mjs <<'JS'
import { documentToHtmlString } from '@contentful/rich-text-html-renderer';
import converter from '@portabletext/contentful-rich-text-to-portable-text';
import { toHTML } from '@portabletext/to-html';

const words = (value) => ({ nodeType: 'text', value, marks: [], data: {} });
const link = (value, uri) => ({ nodeType: 'hyperlink', data: { uri }, content: [words(value)] });
const content = [
  words('Die '),
  link('Werft', 'https://example.org/yard'),
  words(' am '),
  link('Hafen', 'https://example.org/port'),
];
const document = { nodeType: 'document', data: {}, content: [{ nodeType: 'paragraph', data: {}, content }] };
const blocks = converter.toPortableText(document);
console.log(`Contentful: ${documentToHtmlString(document)}`);
console.log(`keys: ${blocks[0].markDefs.map(({ _key }) => _key).join(', ')}`);
console.log(`Portable Text: ${toHTML(blocks)}`);
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
Contentful: <p>Die <a href="https://example.org/yard">Werft</a> am <a href="https://example.org/port">Hafen</a></p>
keys: hyperlink, hyperlink
Portable Text: <p>Die <a href="https://example.org/yard">Werft</a> am <a href="https://example.org/yard">Hafen</a></p>
TXT
cat seen.txt; diff expected.txt seen.txt
