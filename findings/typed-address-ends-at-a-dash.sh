#!/usr/bin/env bash
# @tiptap/extension-link 3.35.0 (npm) with jsdom 26.1.0: an address is typed that has an en dash in it, as encyclopedias' do.
#
# Expected: the whole address becomes one link once a blank is typed behind it, as it does when it is pasted.
#
# What happens: the list of white space that ends a typed address covers all of U+2000 to U+2029, so dashes, typographic
# quotes and the ellipsis count as blanks. The link ends before the dash, at a page that does not exist, and what follows
# stays plain text. linkifyjs, which the same extension asks when text is pasted, takes the dash as part of the address.
#
# Output seen:
#   typed: https://example.org/wiki/Kiel
#   linkifyjs: https://example.org/wiki/Kiel–Kolding
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jsdom@26.1.0 linkifyjs@4.4.0 @tiptap/core@3.35.0 \
  @tiptap/pm@3.35.0 @tiptap/extension-document@3.35.0 @tiptap/extension-paragraph@3.35.0 @tiptap/extension-text@3.35.0 \
  @tiptap/extension-link@3.35.0 >/dev/null
cat > look.mjs <<'JS'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>');
for (const name of ['window', 'document', 'navigator', 'MutationObserver', 'Node', 'Element', 'HTMLElement', 'DOMParser', 'getComputedStyle', 'Range', 'Text'])
  globalThis[name] ??= name === 'window' ? window : window[name];
const { Editor } = await import('@tiptap/core');
const { Document } = await import('@tiptap/extension-document');
const { Paragraph } = await import('@tiptap/extension-paragraph');
const { Text } = await import('@tiptap/extension-text');
const { Link } = await import('@tiptap/extension-link');
const { find } = await import('linkifyjs');

const address = 'https://example.org/wiki/Kiel–Kolding';
const editor = new Editor({ element: document.body, extensions: [Document, Paragraph, Text, Link] });
for (const character of `${address} `) editor.view.dispatch(editor.state.tr.insertText(character));
let linked = '';
editor.state.doc.descendants((node) => {
  if (node.marks.some((mark) => mark.type.name === 'link')) linked += node.text;
});
console.log(`typed: ${linked}`);
console.log(`linkifyjs: ${find(address).map(({ value }) => value)}`);
process.exit(0);
JS
node look.mjs | tee seen
grep -qxF 'typed: https://example.org/wiki/Kiel' seen
grep -qxF 'linkifyjs: https://example.org/wiki/Kiel–Kolding' seen
