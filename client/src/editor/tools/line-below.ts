// A click below the last block of a section gives a line to write on, where the last block is none: behind a picture, a
// table or a list there would be no other way for the mouse.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import { focusWithCaret } from '../native-keys.ts';

export const LineBelow = Extension.create({
  name: 'lineBelow',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('lineBelow'),
        props: {
          handleDOMEvents: {
            mousedown(view, event) {
              const { doc, schema, tr } = view.state;
              const bottom = view.dom.lastElementChild?.getBoundingClientRect().bottom;
              const below = event.target === view.dom && bottom !== undefined && event.clientY > bottom;
              const { paragraph } = schema.nodes;
              if (!below || !paragraph || event.button !== 0 || doc.lastChild?.type === paragraph)
                return false;
              tr.insert(doc.content.size, paragraph.create());
              view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView());
              focusWithCaret(view);
              event.preventDefault();
              return true;
            },
          },
        },
      }),
    ];
  },
});
