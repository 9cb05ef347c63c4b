#!/usr/bin/env bash
# mdast-util-gfm 3.1.0 (with mdast-util-from-markdown 2.1.0, mdast-util-to-markdown 2.2.3, micromark-extension-gfm 3.0.0)
#
# Expected: what mdast-util-gfm writes it reads as it was. For an address that is plain text it writes `https\://`, with
# the backslash that keeps GitHub from making a link of it, so reading should give plain text again.
# Happens: reading makes a link of it. The tree's builder looks for addresses once more in the finished text nodes, where
# the backslash is gone. E-mail addresses (`a\@b.example`) are linked in the same way. Such links have no position.
# Output seen:
#   written: Not linked: https\://x.example/ or a\@b.example
#   read: text, link https://x.example/, text, link mailto:a@b.example
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mdast-util-gfm@3.1.0 mdast-util-from-markdown@2.1.0 mdast-util-to-markdown@2.2.3 \
  micromark-extension-gfm@3.0.0
cat >try.mjs <<'JS'
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';

const text = { type: 'text', value: 'Not linked: https://x.example/ or a@b.example' };
const tree = { type: 'root', children: [{ type: 'paragraph', children: [text] }] };
const written = toMarkdown(tree, { extensions: [gfmToMarkdown()] }).trim();
const read = fromMarkdown(written, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
const nodes = read.children[0].children.map(({ type, url }) => (url ? `${type} ${url}` : type)).join(', ');
console.log(`written: ${written}\nread: ${nodes}`);
const expected = 'text, link https://x.example/, text, link mailto:a@b.example';
process.exit(written.includes('https\\://x.example/') && nodes === expected ? 0 : 1);
JS
node try.mjs
