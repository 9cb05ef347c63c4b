// An address that is pasted alone on an empty line becomes the embed that it stands for; undo turns it back into a link.
import { embeddable } from '@galley/shared/article/schema/embed-hosts.ts';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';

export const PastedAddress = Extension.create({
  name: 'pastedAddress',
  // Before the links' own handling of pasted text.
  priority: 1001,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('pastedAddress'),
        props: {
          handlePaste(view, event) {
            const address = event.clipboardData?.getData('text/plain').trim() ?? '';
            const found = embeddable(address);
            const { schema, selection } = view.state;
            const { $from, empty } = selection;
            const onEmptyLine =
              empty &&
              $from.depth === 1 &&
              $from.parent.type.name === 'paragraph' &&
              $from.parent.content.size === 0;
            const { embed, paragraph } = schema.nodes;
            if (!found || !onEmptyLine || !embed || !paragraph) return false;
            const link = schema.mark('link', { href: found.url });
            view.dispatch(
              view.state.tr.insert($from.pos, schema.text(found.url, [link])).setMeta('uiEvent', 'paste'),
            );
            const $line = view.state.selection.$from;
            const last = $line.index(0) === view.state.doc.childCount - 1;
            const blocks = [embed.create({ url: found.url }), ...(last ? [paragraph.create()] : [])];
            const tr = view.state.tr.replaceWith($line.before(1), $line.after(1), blocks);
            const behind = Math.min($line.before(1) + 1, tr.doc.content.size);
            view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(behind), 1)).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});
