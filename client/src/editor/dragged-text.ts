// Text that is dragged from one section's editor into another's: it moves, as it does within one, and takes the form that
// the other section allows. Both ends are one step to undo.
import { Extension } from '@tiptap/core';
import { Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import type { UndoSteps } from '../collab/undo-steps.ts';
import { focusWithCaret } from './native-keys.ts';
import type { RegionEditors } from './region-editors.ts';

/** Text that is dragged from one region into another: one change over both, and one step of undo. */
export function draggedText(editors: RegionEditors, steps: UndoSteps): Extension {
  return Extension.create({
    name: 'draggedText',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('draggedText'),
        props: {
          handleDrop(view, event) {
            const source = editors
              .mounted()
              .find(({ editor }) => editor.view !== view && editor.view.dragging);
            const dragging = source?.editor.view.dragging;
            const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (!source || !dragging || !found) return false;
            event.preventDefault();
            steps.asOne(() => {
              const { view: from } = source.editor;
              const before = view.state.doc;
              insert(view, dragging.slice, found.pos);
              // Nothing goes that has not arrived.
              if (dragging.move && !view.state.doc.eq(before)) from.dispatch(from.state.tr.deleteSelection());
            });
            focusWithCaret(view);
            return true;
          },
        },
      }),
    ],
  });
}

function insert(view: EditorView, dragged: Slice, position: number): void {
  // Each editor has a schema object of its own.
  let slice = Slice.fromJSON(view.state.schema, dragged.toJSON());
  view.someProp('transformPasted', (transform) => {
    slice = transform(slice, view, false);
  });
  const { tr, doc } = view.state;
  const at = dropPoint(doc, position, slice) ?? position;
  const only = slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1;
  const node = only ? slice.content.firstChild : null;
  if (node?.isBlock) tr.replaceRangeWith(at, at, node);
  else tr.replaceRange(at, at, slice);
  const end = tr.mapping.map(at);
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(end), -1)).setMeta('uiEvent', 'drop'));
}
