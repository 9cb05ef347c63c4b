// Headline, dek and the texts of the lead image are one line: pasted lines are joined by blanks, and emptied ones stay to be written in.
import { Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

export const OneLine = Extension.create({
  name: 'oneLine',
  addProseMirrorPlugins() {
    const { schema } = this.editor;
    return [
      new Plugin({
        key: new PluginKey('oneLine'),
        props: { transformPasted: joined },
        appendTransaction(transactions, _before, { tr }) {
          const own = transactions.some(
            (made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined,
          );
          if (!own || tr.doc.childCount > 0) return null;
          tr.insert(0, schema.node('line'));
          return tr.setSelection(Selection.atStart(tr.doc));
        },
      }),
    ];
  },
});

function joined({ content }: Slice): Slice {
  const text = content.textBetween(0, content.size, ' ', ' ').replace(/\s+/g, ' ').trim();
  const { schema } = content.firstChild?.type ?? {};
  return schema && text !== '' ? new Slice(Fragment.from(schema.text(text)), 0, 0) : Slice.empty;
}
