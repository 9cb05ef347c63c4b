// One region's editor: the headline, the dek or a section's text, bound to its own part of the article's document.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { lineExtensions, sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Editor, Extensions } from '@tiptap/core';
import { Dropcursor, Gapcursor } from '@tiptap/extensions';
import { EditorContent, useEditor } from '@tiptap/react';
import { memo, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { withoutForbiddenRules } from './allowed-blocks.ts';
import { usePaper } from './article-context.ts';
import { boundText } from './bound-text.ts';
import { remoteCarets } from './carets.ts';
import { CleanCopies } from './copied-html.ts';
import { crossHighlight } from './cross-selection.ts';
import { CutAnchors } from './cut-anchors.ts';
import { draggedText } from './dragged-text.ts';
import { Hints } from './hints.ts';
import { KeepSelection } from './positions/keep-selection.ts';
import { ReadOnly } from './read-only.ts';
import { textAttributes } from './text-attributes.ts';
import { findHighlights } from './tools/find.ts';
import { withNodeViews } from './tools/tool-extensions.ts';
import { undoSteps } from './undo-edits.ts';
import { undoFace } from './undo-face.ts';
import { writingExtensions } from './writing-extensions.ts';

interface RegionEditorProps {
  region: Region;
  fragment: Y.XmlFragment;
  /** The section's kind; null for an unknown one and for lines. */
  spec: SectionSpec | null;
  placeholder: string;
  label: string;
  className?: string | undefined;
  /** Nobody writes here, whatever their role. */
  sealed?: boolean;
  /** What the page shows over the text: comments, suggestions. Those of the first rendering stay. */
  marks: Extensions;
  /** What those get beside the text who can't write in it. */
  forReaders?: (editor: Editor) => ReactNode;
}

/** Renders only when it gets another text or other words: each rendering makes all of an editor's extensions. */
export const RegionEditor = memo(function RegionEditor(props: RegionEditorProps) {
  const { region, fragment, spec, placeholder, label, className, sealed = false, marks, forReaders } = props;
  const paper = usePaper();
  const { session, editors, cross, language } = paper;
  const canWrite = paper.canWrite && !sealed;
  const { t } = useTranslation('editor');
  const { connection } = session;
  const line = isLine(region);

  const editor = useEditor(
    {
      editable: canWrite,
      extensions: [
        ...(line ? lineExtensions : withNodeViews(withoutForbiddenRules(sectionExtensions, spec))),
        ...(line
          ? []
          : [Gapcursor, Dropcursor.configure({ color: 'var(--mantine-primary-color-filled)', width: 2 })]),
        ...boundText(fragment, undoFace(connection.undo)),
        KeepSelection,
        remoteCarets(connection.awareness, fragment, { shown: canWrite }),
        crossHighlight(region, cross),
        findHighlights(),
        CleanCopies,
        ...(line ? [] : [CutAnchors]),
        ...marks,
        Hints.configure({ hint: placeholder, lineHint: canWrite ? t('lineHint') : '' }),
        ...(canWrite
          ? [
              undoSteps(region, connection.steps),
              draggedText(editors, connection.steps),
              ...writingExtensions(paper, region, spec),
            ]
          : [ReadOnly]),
      ],
      editorProps: {
        attributes: textAttributes({ label, multiline: !line, language, className, readOnly: !canWrite }),
        handleDOMEvents: {
          focus: () => {
            // Reading takes no place: tools act where somebody writes, and the others see who is there to write.
            if (!canWrite) return false;
            editors.setActive(region);
            connection.provider.setAwarenessField('region', region);
            return false;
          },
        },
      },
    },
    [fragment, canWrite, spec],
  );

  useEffect(() => {
    // A reader's editor shows a copy, which has nothing to undo.
    if (canWrite && !line) connection.includeInUndo(fragment);
  }, [connection, fragment, line, canWrite]);
  useEffect(() => editors.register(region, editor), [editors, region, editor]);

  return (
    <>
      <EditorContent editor={editor} />
      {!canWrite && forReaders?.(editor)}
    </>
  );
});
