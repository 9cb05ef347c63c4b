#!/usr/bin/env bash
# htmldiff-js 1.0.5 (npm), which shows editors what changed between two versions of an article's HTML.
#
# Expected: each change that readers meet is marked, and what comes out is well-formed HTML, since both versions are.
# node-htmldiff 0.9.4, made for the same, is run beside it.
#
# What happens: a change within a tag is shown by the new tag alone. A link that leads elsewhere and a heading that was a
# paragraph bear no mark, so a reviewer approves them unseen. Where a paragraph became a heading, tags cross, in both
# packages' output. node-htmldiff does mark the link.
#
# Output seen:
#   htmldiff-js, link: <p>See <a href="https://example.org/new">the report</a>.</p>
#   htmldiff-js, heading: <p><h2>The port</p></h2>
#   htmldiff-js, word: <p>The <del class="diffmod">port</del><ins class="diffmod">harbor</ins></p>
#   node-htmldiff, link: marked
#   node-htmldiff, heading: <p><h2>The port</p></h2>
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts htmldiff-js@1.0.5 node-htmldiff@0.9.4 >/dev/null
cat > look.cjs <<'JS'
const first = require('htmldiff-js').default;
const second = require('node-htmldiff');

const link = (address) => `<p>See <a href="https://example.org/${address}">the report</a>.</p>`;
const changes = {
  link: [link('old'), link('new')],
  heading: ['<p>The port</p>', '<h2>The port</h2>'],
  word: ['<p>The port</p>', '<p>The harbor</p>'],
};
for (const [name, [before, after]] of Object.entries(changes)) console.log(`htmldiff-js, ${name}: ${first.execute(before, after)}`);
console.log(`node-htmldiff, link: ${/<del.*<ins/.test(second(...changes.link)) ? 'marked' : 'not marked'}`);
console.log(`node-htmldiff, heading: ${second(...changes.heading)}`);
JS
node look.cjs > seen.txt
cat > expected.txt <<'TXT'
htmldiff-js, link: <p>See <a href="https://example.org/new">the report</a>.</p>
htmldiff-js, heading: <p><h2>The port</p></h2>
htmldiff-js, word: <p>The <del class="diffmod">port</del><ins class="diffmod">harbor</ins></p>
node-htmldiff, link: marked
node-htmldiff, heading: <p><h2>The port</p></h2>
TXT
cat seen.txt; diff expected.txt seen.txt
