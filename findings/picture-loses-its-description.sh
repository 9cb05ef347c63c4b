#!/usr/bin/env bash
# quill-delta-to-html 0.12.1 (npm), which sites use to show texts written in Quill, on a picture with a description.
#
# Expected: Quill (formats/image.js of 2.0.3) keeps three things of a picture beside its address: alt, height and width. All
# three are in the HTML.
#
# What happens: the width is written and the description is dropped, with no setting that would keep it, so pictures are
# silent to people who don't see them, although the editor's text has the words. The height is dropped as well, so the
# page jumps as the picture comes.
#
# Output seen:
#   Quill keeps: alt, height, width
#   HTML: <p><img class="ql-image" width="640" src="https://example.org/ferry.jpg"/></p>
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts quill-delta-to-html@0.12.1 quill@2.0.3 >/dev/null
cat > look.cjs <<'JS'
const { readFileSync } = require('node:fs');
const { QuillDeltaToHtmlConverter } = require('quill-delta-to-html');

const source = readFileSync('node_modules/quill/formats/image.js', 'utf8');
const [, kept] = /const ATTRIBUTES = \[([^\]]*)\]/.exec(source);
console.log(`Quill keeps: ${kept.replaceAll("'", '')}`);
const attributes = { alt: 'A ferry in the ice', height: '480', width: '640' };
const ops = [{ insert: { image: 'https://example.org/ferry.jpg' }, attributes }, { insert: '\n' }];
console.log(`HTML: ${new QuillDeltaToHtmlConverter(ops, {}).convert()}`);
JS
node look.cjs > seen.txt
cat > expected.txt <<'TXT'
Quill keeps: alt, height, width
HTML: <p><img class="ql-image" width="640" src="https://example.org/ferry.jpg"/></p>
TXT
cat seen.txt; diff expected.txt seen.txt
