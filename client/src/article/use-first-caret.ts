// A new article opens with the caret where one begins to write: in the headline, or where that is written already, in the
// body of the first section.
import { readLine } from '@galley/shared/article/read-article.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useArticle } from '../editor/article-context.ts';
import { textOfRegion } from '../editor/region-text.ts';

/** Puts the caret there once, unless the article is written in already or the person has been quicker. */
export function useFirstCaret(first: SectionId | undefined): void {
  const { session, editors, canWrite } = useArticle();
  const { hash, search } = useLocation();
  const done = useRef(false);
  useEffect(() => {
    if (done.current || first === undefined) return;
    done.current = true;
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && activeElement?.id !== 'main';
    if (!canWrite || isElsewhere || hash !== '' || search !== '') return;
    if (textOfRegion(session.doc, editors, first)?.textContent !== '') return;
    void editors.focus(readLine(session.doc, 'headline') === '' ? 'headline' : first, 'start');
  }, [first, session, editors, canWrite, hash, search]);
}
