// The dialog about a picture in the text.
import { crops } from '@galley/shared/article/picture-settings.ts';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { focusWithCaret } from '../native-keys.ts';
import { figureById, figureFields, setFigure } from './figure-settings.ts';
import { PictureDialog } from './picture-dialog.tsx';

interface FigureDialogProps {
  editor: Editor;
  /** The block's. */
  id: string;
  onClose: () => void;
}

export function FigureDialog({ editor, id, onClose }: FigureDialogProps) {
  const picture = useEditorState({
    editor,
    selector: ({ editor: current }) => {
      const found = current.isDestroyed ? null : figureById(current.state.doc, id);
      return found && figureFields(found.node);
    },
  });
  // A colleague may have removed it meanwhile.
  if (!picture) return null;
  const crop = crops.find((one) => one === picture.crop);
  return (
    <PictureDialog
      picture={picture}
      ratios={crop ? [crop] : crops}
      onSet={(name, value) => setFigure(editor, id, { attrs: { [name]: value } })}
      onSay={(field, text) => setFigure(editor, id, { texts: { [field]: text } })}
      onClose={() => {
        onClose();
        if (!editor.isDestroyed) focusWithCaret(editor.view);
      }}
    />
  );
}
