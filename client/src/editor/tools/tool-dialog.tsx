// The dialog by which a tool asks for what it needs, if it is one: a link is asked for beside its words.
import { LibraryPicker } from '../../media/library-picker.tsx';
import { focusWithCaret } from '../native-keys.ts';
import { PromptDialog } from './prompts.tsx';
import type { Tools } from './tools.ts';
import { insertFromLibrary } from './upload.ts';

interface ToolDialogProps {
  prompt: NonNullable<Tools['prompt']>;
  onClose: () => void;
}

/** The caret is back in the editor when it closes. */
export function ToolDialog({ prompt, onClose }: ToolDialogProps) {
  const { kind, editor } = prompt;
  if (kind === 'link') return null;
  if (kind !== 'library') return <PromptDialog prompt={{ kind, editor }} onClose={onClose} />;
  const close = () => {
    onClose();
    if (!editor.isDestroyed) focusWithCaret(editor.view);
  };
  return (
    <LibraryPicker
      multiple
      onClose={close}
      onPick={(pictures) => {
        if (!editor.isDestroyed) insertFromLibrary(editor, pictures);
        close();
      }}
    />
  );
}
