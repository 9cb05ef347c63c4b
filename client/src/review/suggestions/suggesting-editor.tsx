// A region's editor while a person suggests: a fork of its text, in which they write as ever. The text itself stays.
import type { Region } from '@galley/shared/article/region.ts';
import { isLine } from '@galley/shared/article/region.ts';
import { lineExtensions, sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { withoutForbiddenRules } from '../../editor/allowed-blocks.ts';
import { usePaper } from '../../editor/article-context.ts';
import { CleanCopies } from '../../editor/copied-html.ts';
import { crossHighlight } from '../../editor/cross-selection.ts';
import { draggedText } from '../../editor/dragged-text.ts';
import { Hints } from '../../editor/hints.ts';
import { textAttributes } from '../../editor/text-attributes.ts';
import { findHighlights } from '../../editor/tools/find.ts';
import { withNodeViews } from '../../editor/tools/tool-extensions.ts';
import { writingExtensions } from '../../editor/writing-extensions.ts';
import { useSuggestionStore, useThreadStore } from '../article-review.ts';
import { threadMarks } from '../threads/thread-marks.ts';
import type { Fork } from './fork.ts';
import { forkCarets } from './fork-carets.ts';
import { LineFork } from './line-fork.ts';
import { SectionFork } from './section-fork.ts';
import { suggestionMarks } from './suggestion-marks.ts';
import { titleOf } from './suggestion-text.ts';

interface SuggestingEditorProps {
  region: Region;
  fragment: Y.XmlFragment;
  /** The section's kind; null for lines and unknown kinds. */
  spec: SectionSpec | null;
  placeholder: string;
  label: string;
  className?: string | undefined;
}

/** Nothing as long as the region's text can't be read. */
export function SuggestingEditor(props: SuggestingEditorProps) {
  const { region, fragment } = props;
  const { session } = usePaper();
  const store = useSuggestionStore();
  // The fork as it opens; what comes later it follows.
  const [fork] = useState(() => {
    const caughtUp = () => session.caughtUp();
    return isLine(region)
      ? new LineFork(store, region, session.doc, caughtUp)
      : SectionFork.open(store, region, fragment, caughtUp);
  });
  return fork && <ForkEditor {...props} fork={fork} />;
}

function ForkEditor(props: SuggestingEditorProps & { fork: Fork }) {
  const { region, fragment, spec, placeholder, label, className, fork } = props;
  const paper = usePaper();
  const { session, editors, cross, me, language } = paper;
  const { connection } = session;
  const { awareness } = connection.provider;
  const { t } = useTranslation('editor');
  const { t: words } = useTranslation('suggestions');
  const threads = useThreadStore();
  const suggestions = useSuggestionStore();
  const oneLine = isLine(region);

  const editor = useEditor(
    {
      content: fork.opensWith,
      extensions: [
        ...(oneLine
          ? lineExtensions
          : [
              ...withNodeViews(withoutForbiddenRules(sectionExtensions, spec)),
              Gapcursor,
              Dropcursor.configure({ color: 'var(--mantine-primary-color-filled)', width: 2 }),
            ]),
        UndoRedo,
        crossHighlight(region, cross),
        findHighlights(),
        ...(oneLine ? [] : [CleanCopies, threadMarks(threads, region)]),
        fork.extension((id, change) => {
          const { active, hovered } = threads.getState();
          return {
            title: titleOf(change, me.name),
            color: me.color,
            active: id === active || id === hovered,
          };
        }),
        suggestionMarks({ store: suggestions, threads, region, without: ({ id }) => fork.holds(id) }),
        ...(awareness
          ? [forkCarets({ fragment, awareness, toFork: (state, position) => fork.toFork(state, position) })]
          : []),
        Hints.configure({ hint: placeholder, lineHint: oneLine ? '' : t('lineHint') }),
        draggedText(editors, connection.steps),
        ...writingExtensions(paper, region, spec),
      ],
      editorProps: {
        attributes: textAttributes({
          label,
          description: words('editorHint'),
          multiline: !oneLine,
          language,
          className,
        }),
        handleDOMEvents: {
          focus: () => {
            editors.setActive(region);
            connection.provider.setAwarenessField('region', region);
            return false;
          },
          blur: () => {
            fork.keep();
            return false;
          },
        },
      },
    },
    [fork, spec],
  );

  useEffect(() => {
    const detach = fork.attach(editor);
    let looked = threads.getState().active;
    const stop = threads.subscribe(() => {
      const { active } = threads.getState();
      if (active === looked) return;
      looked = active;
      fork.redraw();
    });
    return () => {
      stop();
      detach();
    };
  }, [editor, fork, threads]);
  useEffect(() => editors.register(region, editor), [editors, region, editor]);

  return <EditorContent editor={editor} />;
}
