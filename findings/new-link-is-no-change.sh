#!/usr/bin/env bash
# prosemirror-changeset 2.4.6 (npm), which shows editors what was changed since a version, with an encoder that knows marks and
# attributes. The encoder without these leaves them out, as the package's description says.
#
# Expected: with such an encoder a link that leads elsewhere, words that became bold and a heading of another level are changes,
# as `encodeCharacter` gets the marks and `encodeNodeStart` the node for that.
#
# What happens: the encoder is asked only about what a step replaced. Steps that set marks and attributes replace nothing,
# so by `addMark` and `setNodeAttribute`, which editors' buttons use, nothing has changed, whatever the encoder says. The
# same edits made by putting new text in the old one's place, or by `setNodeMarkup`, are changes.
#
# Output seen (number of changes):
#   link, addMark: 0
#   link, new text: 1
#   bold, addMark: 0
#   bold, new text: 1
#   level, setNodeAttribute: 0
#   level, setNodeMarkup: 1
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts prosemirror-changeset@2.4.6 prosemirror-model@1.25.13 \
  prosemirror-transform@1.12.7 >/dev/null
cat > look.mjs <<'JS'
import { ChangeSet } from 'prosemirror-changeset';
import { Schema } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';

const schema = new Schema({
  nodes: { doc: { content: 'heading' }, heading: { content: 'text*', attrs: { level: { default: 2 } } }, text: {} },
  marks: { link: { attrs: { href: {} } }, bold: {} },
});
const link = (name) => schema.mark('link', { href: `https://example.org/${name}` });
const start = (...marks) => schema.node('doc', null, [schema.node('heading', { level: 2 }, [schema.text('Port', marks)])]);
const encoder = {
  encodeCharacter: (character, marks) => `${character} ${JSON.stringify(marks)}`,
  encodeNodeStart: (node) => `${node.type.name} ${JSON.stringify(node.attrs)}`,
  encodeNodeEnd: (node) => `end of ${node.type.name}`,
  compareTokens: (first, second) => first === second,
};
const look = (name, before, edit) => {
  const { doc, mapping } = edit(new Transform(before));
  const { changes } = ChangeSet.create(before, undefined, encoder).addSteps(doc, mapping.maps, null);
  console.log(`${name}: ${changes.length}`);
};
look('link, addMark', start(link('old')), (edit) => edit.addMark(1, 5, link('new')));
look('link, new text', start(link('old')), (edit) => edit.replaceWith(1, 5, schema.text('Port', [link('new')])));
look('bold, addMark', start(), (edit) => edit.addMark(1, 5, schema.mark('bold')));
look('bold, new text', start(), (edit) => edit.replaceWith(1, 5, schema.text('Port', [schema.mark('bold')])));
look('level, setNodeAttribute', start(), (edit) => edit.setNodeAttribute(0, 'level', 3));
look('level, setNodeMarkup', start(), (edit) => edit.setNodeMarkup(0, null, { level: 3 }));
JS
node look.mjs > seen.txt
cat > expected.txt <<'TXT'
link, addMark: 0
link, new text: 1
bold, addMark: 0
bold, new text: 1
level, setNodeAttribute: 0
level, setNodeMarkup: 1
TXT
cat seen.txt; diff expected.txt seen.txt
