// An undo or redo shows what it changed: the caret goes to the region, wherever on the page that is.
import { lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { isLine } from '@galley/shared/article/region.ts';
import { useEffect } from 'react';
import { useArticle } from './article-context.ts';
import { focusWithCaret } from './native-keys.ts';

/** Brings the first region that an undo or redo changed into view, with the caret in it. */
export function useUndoPlace(): void {
  const { session, editors } = useArticle();
  const { undo, doc } = session.connection;
  useEffect(() => {
    const onPopped = ({ changedParentTypes }: { changedParentTypes: ReadonlyMap<unknown, unknown> }) => {
      const changed = editors.order.find((region) =>
        changedParentTypes.has(isLine(region) ? lineFragment(doc, region) : sectionFragment(doc, region)),
      );
      if (changed === undefined) return;
      void editors.withEditors([changed], ([editor]) => {
        if (!editor) return;
        focusWithCaret(editor.view);
        editor.view.dispatch(editor.state.tr.scrollIntoView());
      });
    };
    undo.on('stack-item-popped', onPopped);
    return () => undo.off('stack-item-popped', onPopped);
  }, [undo, doc, editors]);
}
