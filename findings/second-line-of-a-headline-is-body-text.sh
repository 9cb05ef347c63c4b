#!/usr/bin/env bash
# turndown 7.2.5 and node-html-markdown 2.0.0 (npm) turn a headline of two lines into Markdown, and marked 17.0.0 reads that.
#
# Expected: `<h2>` with a `<br>`, as newsrooms break long headlines, is one heading. A heading with "#" ends with its line
# (CommonMark 0.31.2, "ATX headings"), so the break has to become a blank, or the heading one of the underlined kind.
#
# What happens: both write the break as two blanks and a new line, in the kind with "#". The second half of the headline is no
# heading: it opens the body, joined to nothing, and a table of contents shows half a sentence. turndown's other kind of heading,
# its default, keeps both lines in one.
#
# Output seen:
#   turndown, atx: h2 "Der Hafen wird" then p "endlich tiefer"
#   turndown, setext: h2 "Der Hafen wird|endlich tiefer"
#   node-html-markdown: h2 "Der Hafen wird" then p "endlich tiefer"
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts turndown@7.2.5 node-html-markdown@2.0.0 marked@17.0.0 >/dev/null
cat > look.mjs <<'JS'
import { marked } from 'marked';
import { NodeHtmlMarkdown } from 'node-html-markdown';
import Turndown from 'turndown';

const html = '<h2>Der Hafen wird<br>endlich tiefer</h2>';
const made = {
  'turndown, atx': new Turndown({ headingStyle: 'atx' }).turndown(html),
  'turndown, setext': new Turndown().turndown(html),
  'node-html-markdown': NodeHtmlMarkdown.translate(html),
};
for (const [name, markdown] of Object.entries(made)) {
  const blocks = [...marked.parse(markdown).matchAll(/<(h2|p)>([\s\S]*?)<\/\1>/g)];
  const shown = blocks.map(([, tag, words]) => `${tag} "${words.replace(/<br>/g, '|')}"`);
  console.log(`${name}: ${shown.join(' then ')}`);
}
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
turndown, atx: h2 "Der Hafen wird" then p "endlich tiefer"
turndown, setext: h2 "Der Hafen wird|endlich tiefer"
node-html-markdown: h2 "Der Hafen wird" then p "endlich tiefer"
TXT
cat seen.txt; diff expected.txt seen.txt
