// A section's editor while a person suggests: a fork of its text, in which they write as ever. The text itself stays.
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';
import type { Node } from '@tiptap/pm/model';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { withoutForbiddenRules } from '../../editor/allowed-blocks.ts';
import { usePaper } from '../../editor/article-context.ts';
import { CleanCopies } from '../../editor/copied-html.ts';
import { crossHighlight } from '../../editor/cross-selection.ts';
import { draggedText } from '../../editor/dragged-text.ts';
import { Hints } from '../../editor/hints.ts';
import { sectionDocument } from '../../editor/region-text.ts';
import { textAttributes } from '../../editor/text-attributes.ts';
import { findHighlights } from '../../editor/tools/find.ts';
import { withNodeViews } from '../../editor/tools/tool-extensions.ts';
import { writingExtensions } from '../../editor/writing-extensions.ts';
import { useThreadDesk } from '../threads/thread-desk.ts';
import { threadMarks } from '../threads/thread-marks.ts';
import { Fork, openFork, ownOf } from './fork.ts';
import { forkCarets, pastOwn } from './fork-carets.ts';
import { ownSuggestions, redrawing } from './own-suggestions.ts';
import { useSuggestionDesk } from './suggestion-desk.ts';
import { suggestionMarks } from './suggestion-marks.ts';
import { titleOf } from './suggestion-text.ts';

interface SuggestingRegionProps {
  section: SectionId;
  fragment: Y.XmlFragment;
  spec: SectionSpec | null;
  placeholder: string;
  label: string;
  className?: string | undefined;
}

export function SuggestingRegion(props: SuggestingRegionProps) {
  const { section, fragment } = props;
  const suggestions = useSuggestionDesk();
  // The fork as it opens; what comes later it follows.
  const [opened] = useState(() => {
    const base = sectionDocument(fragment);
    return base && { base, ...openFork(base, ownOf(suggestions, section)) };
  });
  return opened && <ForkEditor {...props} opened={opened} />;
}

interface ForkEditorProps extends SuggestingRegionProps {
  opened: { base: Node } & ReturnType<typeof openFork>;
}

function ForkEditor({ section, fragment, spec, placeholder, label, className, opened }: ForkEditorProps) {
  const paper = usePaper();
  const { session, desk, cross, me, language } = paper;
  const { connection } = session;
  const { awareness } = connection.provider;
  const { t } = useTranslation('editor');
  const { t: words } = useTranslation('suggestions');
  const threads = useThreadDesk();
  const suggestions = useSuggestionDesk();
  const fork = useRef<Fork | null>(null);

  const editor = useEditor(
    {
      content: opened.doc.toJSON(),
      extensions: [
        ...withNodeViews(withoutForbiddenRules(sectionExtensions, spec)),
        Gapcursor,
        Dropcursor.configure({ color: 'var(--mantine-primary-color-filled)', width: 2 }),
        UndoRedo,
        crossHighlight(section, cross),
        findHighlights(),
        CleanCopies,
        threadMarks(threads, section),
        ownSuggestions({
          base: opened.base,
          known: opened.known,
          draw: (id, change: SectionChange) => {
            const { active, hovered } = threads.getState();
            return {
              title: titleOf(change, me.name),
              color: me.color,
              active: id === active || id === hovered,
            };
          },
          onEdit: () => fork.current?.edited(),
        }),
        suggestionMarks({
          desk: suggestions,
          threads,
          region: section,
          without: ({ id, author }) => author === me.id && (fork.current?.holds(id) ?? true),
        }),
        ...(awareness ? [forkCarets({ fragment, awareness, toFork: pastOwn })] : []),
        Hints.configure({ hint: placeholder, lineHint: t('lineHint') }),
        draggedText(desk, connection.steps),
        ...writingExtensions(paper, section, spec),
      ],
      editorProps: {
        attributes: textAttributes({
          label,
          description: words('editorHint'),
          multiline: true,
          language,
          className,
        }),
        handleDOMEvents: {
          focus: () => {
            desk.setActive(section);
            connection.provider.setAwarenessField('section', section);
            return false;
          },
          blur: () => {
            fork.current?.keep();
            return false;
          },
        },
      },
    },
    [fragment, spec],
  );

  useEffect(() => {
    const own = new Fork(editor, suggestions, section);
    fork.current = own;
    const follow = () => {
      const base = sectionDocument(fragment);
      if (base) own.follow(base);
    };
    follow();
    fragment.observeDeep(follow);
    let looked = threads.getState().active;
    const stop = threads.subscribe(() => {
      const { active } = threads.getState();
      if (active === looked || editor.isDestroyed) return;
      looked = active;
      editor.view.dispatch(redrawing(editor.state.tr));
    });
    return () => {
      fragment.unobserveDeep(follow);
      stop();
      own.destroy();
      fork.current = null;
    };
  }, [editor, suggestions, threads, section, fragment]);
  useEffect(() => desk.register(section, editor), [desk, section, editor]);

  return <EditorContent editor={editor} />;
}
