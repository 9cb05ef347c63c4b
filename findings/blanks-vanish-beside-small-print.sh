#!/usr/bin/env bash
# @lexical/html 0.52.0 (npm; the HTML import of Lexical, the editor of Payload and Ghost) with jsdom 26.1.0.
#
# Expected: in a paragraph, a blank between words stays a blank, whatever inline elements the words are in, as HTML and every
# browser have it.
#
# What happens: an element counts as inline if its name is in a list, or if it has a style of its own that says so. The list
# has "abbr", "cite" and "time"; it lacks "small", "dfn", "bdi", "data" and "img". A blank beside one of these is taken for the
# edge of a block and dropped, so the words stick together, in the text and in the HTML that is written from it.
#
# Output seen:
#   abbr: Der Pegel (9 Uhr) steigt
#   time: Der Pegel (9 Uhr) steigt
#   small: Der Pegel(9 Uhr)steigt
#   dfn: Der Pegel(9 Uhr)steigt
#   bdi: Der Pegel(9 Uhr)steigt
#   data: Der Pegel(9 Uhr)steigt
#   small that says it is inline: Der Pegel (9 Uhr) steigt
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts lexical@0.52.0 @lexical/html@0.52.0 @lexical/headless@0.52.0 \
  jsdom@26.1.0 >/dev/null
cat > look.mjs <<'JS'
import { createHeadlessEditor } from '@lexical/headless';
import { $generateNodesFromDOM } from '@lexical/html';
import { JSDOM } from 'jsdom';
import { $getRoot, $insertNodes } from 'lexical';

const look = (name, open, close) => {
  const dom = new JSDOM(`<p>Der Pegel ${open}(9 Uhr)${close} steigt</p>`);
  const editor = createHeadlessEditor({
    onError(error) {
      throw error;
    },
  });
  const insert = () => {
    $getRoot().select();
    $insertNodes($generateNodesFromDOM(editor, dom.window.document));
  };
  editor.update(insert, { discrete: true });
  editor.read(() => console.log(`${name}: ${$getRoot().getTextContent()}`));
};
for (const name of ['abbr', 'time', 'small', 'dfn', 'bdi', 'data']) look(name, `<${name}>`, `</${name}>`);
look('small that says it is inline', '<small style="display: inline">', '</small>');
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
abbr: Der Pegel (9 Uhr) steigt
time: Der Pegel (9 Uhr) steigt
small: Der Pegel(9 Uhr)steigt
dfn: Der Pegel(9 Uhr)steigt
bdi: Der Pegel(9 Uhr)steigt
data: Der Pegel(9 Uhr)steigt
small that says it is inline: Der Pegel (9 Uhr) steigt
TXT
cat seen.txt; diff expected.txt seen.txt
