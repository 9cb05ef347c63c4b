// What everything in an open article may ask for.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import { articleQuery } from '../app/articles.ts';
import type { ArticleSession, ArticleSessionState } from '../collab/session.ts';
import type { CrossSelection } from './cross-selection.ts';
import type { RegionEditors, RegionEditorsState } from './region-editors.ts';
import type { Tools } from './tools/tools.ts';

/** What changes of an article's row as people write and review: only what shows it may render anew with that. */
type Moving =
  | 'headline'
  | 'dek'
  | 'words'
  | 'boilerplate'
  | 'editedAt'
  | 'editedBy'
  | 'openThreads'
  | 'sections'
  | 'approved';

/** What is set of an article. Its headline is `useHeadline`'s. */
export type ArticleFacts = Omit<ArticleRow, Moving>;

/** The facts of a row. */
export function factsOf({
  headline: _headline,
  dek: _dek,
  words: _words,
  boilerplate: _boilerplate,
  editedAt: _editedAt,
  editedBy: _editedBy,
  openThreads: _openThreads,
  sections: _sections,
  approved: _approved,
  ...facts
}: ArticleRow): ArticleFacts {
  return facts;
}

/** The open article for the parts of its page. Nothing of it changes with each letter. */
export interface OpenArticle {
  row: ArticleFacts;
  template: Pick<Template, 'sections' | 'name' | 'approvals' | 'fourEyes' | 'checks'>;
  session: ArticleSession;
  editors: RegionEditors;
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

/** The open article; read it by `useArticle`. */
export const ArticleContext = createContext<OpenArticle | null>(null);

/** The open article. Throws outside of its page. */
export function useArticle(): OpenArticle {
  const article = use(ArticleContext);
  if (!article) throw new Error('No article is open here.');
  return article;
}

/** The open article's headline, as the board has it; empty where there is none. */
export function useHeadline(): string {
  const { row } = useArticle();
  return useQuery({ ...articleQuery(row.id), select: headlineOf }).data ?? '';
}

const headlineOf = ({ headline }: ArticleRow) => headline;

/** One thing of the session's state; renders anew when it changes, not with each letter. */
export function useSessionState<T>(session: ArticleSession, read: (state: ArticleSessionState) => T): T {
  return useSyncExternalStore(session.subscribe, () => read(session.getState()));
}

/** The state of the page's editors; renders anew when one gets the caret, comes or goes. */
export function useRegionEditors(): RegionEditorsState {
  const { editors } = useArticle();
  return useSyncExternalStore(editors.subscribe, editors.getState);
}

/** The tools of the paper; read them by `usePaper`. */
export const ToolsContext = createContext<Tools | null>(null);

/** The article and the tools of its paper. Throws outside of it. */
export function usePaper(): PaperArticle {
  const article = useArticle();
  const tools = use(ToolsContext);
  if (!tools) throw new Error('There are no tools here.');
  return useMemo(() => ({ ...article, tools }), [article, tools]);
}
