// How many words are selected, where any are, in one region or over several.
import { countWords } from '@galley/shared/article/words.ts';
import { useEditorState } from '@tiptap/react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle, useRegionEditors } from '../article-context.ts';
import classes from './tools.module.css';

/** How many words are selected, in one region or over several; nothing where none are. */
export function SelectedWords() {
  const { t } = useTranslation('tools');
  const { editors, cross, session } = useArticle();
  useRegionEditors();
  const own = useEditorState({
    editor: editors.active,
    selector: ({ editor }) => {
      if (!editor || editor.state.selection.empty) return 0;
      const { from, to } = editor.state.selection;
      return countWords(editor.state.doc.textBetween(from, to, ' ', ' '));
    },
  });
  const over = useSyncExternalStore(cross.subscribe, () =>
    cross.isActive ? countWords(cross.content(session.doc).text) : null,
  );
  const count = over ?? own;
  return count ? <span className={classes.count}>{t('selected', { count })}</span> : null;
}
