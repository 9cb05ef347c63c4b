// What everything in an open article may ask for.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { Language, Me } from '@galley/shared/api/people.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { CrossSelection } from './cross-selection.ts';
import type { DeskEditor, DeskEditorState } from './desk-editor.ts';
import type { ArticleSession } from './session.ts';
import type { Tools } from './tools/use-tools.ts';

export interface OpenArticle {
  row: ArticleRow;
  template: Pick<Template, 'sections' | 'name' | 'approvals' | 'fourEyes'>;
  session: ArticleSession;
  desk: DeskEditor;
  cross: CrossSelection;
  me: Me;
  canWrite: boolean;
  /** What the person types counts: as writing, or as suggestions. */
  mayType: boolean;
  /** What the person types becomes suggestions. */
  suggesting: boolean;
  /** The article's language, for labels of its sections and for typing. */
  language: Language;
}

/** What everything on the paper may ask for as well. */
export interface PaperArticle extends OpenArticle {
  tools: Tools;
}

export const ArticleContext = createContext<OpenArticle | null>(null);

/** The open article. Throws outside of its page. */
export function useArticle(): OpenArticle {
  const article = use(ArticleContext);
  if (!article) throw new Error('No article is open here.');
  return article;
}

/** The state of the page's editors; renders anew when one gets the caret, comes or goes. */
export function useDeskEditor(): DeskEditorState {
  const { desk } = useArticle();
  return useSyncExternalStore(desk.subscribe, desk.getState);
}

export const ToolsContext = createContext<Tools | null>(null);

/** The article and the tools of its paper. Throws outside of it. */
export function usePaper(): PaperArticle {
  const article = useArticle();
  const tools = use(ToolsContext);
  if (!tools) throw new Error('There are no tools here.');
  return useMemo(() => ({ ...article, tools }), [article, tools]);
}
