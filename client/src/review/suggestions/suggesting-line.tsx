// The editor of the headline, the dek or a text of the lead image while a person suggests: a fork, in which they write as ever. The line itself stays.
import { type Line, lineFragment } from '@galley/shared/article/document.ts';
import { readLine } from '@galley/shared/article/read-article.ts';
import { lineExtensions } from '@galley/shared/article/schema/schema.ts';
import { UndoRedo } from '@tiptap/extensions';
import type { EditorState } from '@tiptap/pm/state';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaper } from '../../editor/article-context.ts';
import { crossHighlight } from '../../editor/cross-selection.ts';
import { draggedText } from '../../editor/dragged-text.ts';
import { Hints } from '../../editor/hints.ts';
import { textAttributes } from '../../editor/text-attributes.ts';
import { findHighlights } from '../../editor/tools/find.ts';
import { writingExtensions } from '../../editor/writing-extensions.ts';
import { useThreadDesk } from '../threads/thread-desk.ts';
import { forkCarets, pastDifference } from './fork-carets.ts';
import { LineFork } from './line-fork.ts';
import { useSuggestionDesk } from './suggestion-desk.ts';
import { suggestionMarks } from './suggestion-marks.ts';
import { titleOf } from './suggestion-text.ts';

interface SuggestingLineProps {
  line: Line;
  placeholder: string;
  label: string;
  className?: string | undefined;
}

export function SuggestingLine({ line, placeholder, label, className }: SuggestingLineProps) {
  const paper = usePaper();
  const { session, desk, cross, me, language } = paper;
  const { connection, doc } = session;
  const { awareness } = connection.provider;
  const { t } = useTranslation('suggestions');
  const threads = useThreadDesk();
  const suggestions = useSuggestionDesk();
  // The fork as it opens; what comes later it follows.
  const [fork] = useState(() => new LineFork(suggestions, line, readLine(doc, line)));

  const toFork = (state: EditorState, position: number) =>
    pastDifference(readLine(doc, line), state.doc.textContent, position);

  const editor = useEditor(
    {
      content: {
        type: 'doc',
        content: [
          {
            type: 'line',
            content: fork.opensWith === '' ? [] : [{ type: 'text', text: fork.opensWith }],
          },
        ],
      },
      extensions: [
        ...lineExtensions,
        UndoRedo,
        crossHighlight(line, cross),
        findHighlights(),
        fork.extension((id, change) => {
          const { active, hovered } = threads.getState();
          return {
            title: titleOf(change, me.name),
            color: me.color,
            active: id === active || id === hovered,
          };
        }),
        suggestionMarks({
          desk: suggestions,
          threads,
          region: line,
          without: ({ id }) => fork.holds(id),
        }),
        ...(awareness ? [forkCarets({ fragment: lineFragment(doc, line), awareness, toFork })] : []),
        Hints.configure({ hint: placeholder }),
        draggedText(desk, connection.steps),
        ...writingExtensions(paper, line, null),
      ],
      editorProps: {
        attributes: textAttributes({
          label,
          description: t('editorHint'),
          multiline: false,
          language,
          className,
        }),
        handleDOMEvents: {
          focus: () => {
            desk.setActive(line);
            connection.provider.setAwarenessField('section', line);
            return false;
          },
          blur: () => {
            fork.keep();
            return false;
          },
        },
      },
    },
    [fork],
  );

  useEffect(() => {
    const detach = fork.attach(editor);
    const fragment = lineFragment(doc, line);
    const follow = () => fork.follow(readLine(doc, line));
    follow();
    fragment.observeDeep(follow);
    let looked = threads.getState().active;
    const stop = threads.subscribe(() => {
      const { active } = threads.getState();
      if (active === looked) return;
      looked = active;
      fork.redraw();
    });
    return () => {
      fragment.unobserveDeep(follow);
      stop();
      detach();
    };
  }, [editor, fork, threads, doc, line]);
  useEffect(() => desk.register(line, editor), [desk, line, editor]);

  return <EditorContent editor={editor} />;
}
