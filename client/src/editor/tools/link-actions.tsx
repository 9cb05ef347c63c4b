// What is done with a link that is there, in the box for links and in what floats over one: follow it, take it away.
import { ActionIcon } from '@mantine/core';
import { IconExternalLink, IconUnlink } from '@tabler/icons-react';
import { type Editor, getMarkRange } from '@tiptap/core';
import { useTranslation } from 'react-i18next';

interface LinkActionsProps {
  editor: Editor;
  address: string;
  /** After the link was taken away. */
  onRemoved: () => void;
}

/** Buttons that open the link at the caret, or take it off its words. */
export function LinkActions({ editor, address, onRemoved }: LinkActionsProps) {
  const { t } = useTranslation('tools');
  return (
    <>
      <ActionIcon
        data-tip={t('bubble.openLink')}
        component="a"
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t('bubble.openLink')}
      >
        <IconExternalLink size={16} />
      </ActionIcon>
      <ActionIcon
        data-tip={t('bubble.removeLink')}
        aria-label={t('bubble.removeLink')}
        // The selection stays.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          removeLink(editor);
          onRemoved();
        }}
      >
        <IconUnlink size={16} />
      </ActionIcon>
    </>
  );
}

/** Takes away the link at the caret, or those in the selection. */
export function removeLink(editor: Editor): void {
  editor.chain().extendMarkRange('link').unsetLink().run();
}

/** From where to where the mark at the caret goes; null where there is none. */
export function markRangeAtCaret(editor: Editor, name: 'link' | 'note') {
  const type = editor.schema.marks[name];
  return type ? (getMarkRange(editor.state.selection.$from, type) ?? null) : null;
}
