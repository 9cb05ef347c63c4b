#!/usr/bin/env bash
# prosemirror-tables 1.8.5 (npm): cells pasted beside a cell that is merged over rows move cells of another row.
#
# Expected: pasting two cells into the second row of a table whose second column is one cell over all rows splits that cell and
# puts them in; the other rows keep their columns, as in spreadsheets.
#
# What happens: the part that is split off is inserted without the table's own offset in the document (`isolateHorizontal`), so it
# lands in a row before: "a" is pushed into the second column, and the last row has one cell less. Only a table that is the
# document itself would be right. Further on the same fault makes pastes throw.
#
# Output seen:
#   without merged cells: ab / xy
#   beside a cell merged over rows: _ab / xy / c
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts prosemirror-tables@1.8.5 prosemirror-model@1.25.4 \
  prosemirror-state@1.4.4 prosemirror-schema-basic@1.2.4 >/dev/null
cat > paste.mjs <<'JS'
import { Schema, Slice } from 'prosemirror-model';
import { schema as basic } from 'prosemirror-schema-basic';
import { EditorState, TextSelection } from 'prosemirror-state';
import { handlePaste, tableNodes } from 'prosemirror-tables';

const cells = tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} });
const schema = new Schema({ nodes: basic.spec.nodes.append(cells), marks: basic.spec.marks });
const p = (text) => schema.node('paragraph', null, text ? [schema.text(text)] : []);
const cell = (text, rowspan = 1) => schema.node('table_cell', { rowspan }, [p(text)]);
const row = (...content) => schema.node('table_row', null, content);
const table = (...rows) => schema.node('table', null, rows);

function paste(target) {
  const doc = schema.node('doc', null, [p('Before the table.'), target]);
  let caret = 0;
  doc.descendants((node, position) => { if (node.text === 'here') caret = position + 1; });
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, caret) });
  const source = new Slice(schema.node('doc', null, [table(row(cell('x'), cell('y')))]).content, 0, 0);
  let seen = '';
  const rowOf = (one) => one.content.content.map((inner) => inner.textContent || '_').join('');
  const dispatch = (tr) => {
    seen = tr.doc.child(1).content.content.map(rowOf).join(' / ');
  };
  handlePaste({ state, dispatch }, null, source);
  return seen;
}
console.log(`without merged cells: ${paste(table(row(cell('a'), cell('b')), row(cell('here'), cell('c'))))}`);
const merged = table(row(cell('a'), cell('b', 3)), row(cell('here')), row(cell('c')));
console.log(`beside a cell merged over rows: ${paste(merged)}`);
JS
node paste.mjs | tee seen
grep -q 'without merged cells: ab / xy' seen
grep -q 'beside a cell merged over rows: _ab / xy / c$' seen
