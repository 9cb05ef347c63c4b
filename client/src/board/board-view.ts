// What the board shows: layout, search, filters and order. It all lives in the URL, so that a view can be sent to
// somebody, and Back leads to the last one.
import { type ArticleQuery, articleSorts } from '@galley/shared/api/articles.ts';
import { type Stage, stages } from '@galley/shared/article/stages.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { useSearchParams } from 'react-router';

export interface BoardView {
  layout: 'columns' | 'table';
  query: string;
  stage: Stage | null;
  template: string | null;
  person: string | null;
  /** Whose articles; `nobody` for those that nobody has. */
  assignee: string | null;
  /** The section of the site; `none` for articles in none. */
  section: string | null;
  language: Language | null;
  sort: (typeof articleSorts)[number];
  direction: 'ascending' | 'descending';
  archived: boolean;
}

/** The view that the URL names, and the function that changes parts of it. */
export function useBoardView(): [BoardView, (change: Partial<BoardView>, how?: 'replace' | 'push') => void] {
  const [params, setParams] = useSearchParams();
  const view = readView(params);
  return [
    view,
    (change, how = 'push') =>
      setParams((current) => writeView(current, { ...readView(current), ...change }), {
        replace: how === 'replace',
      }),
  ];
}

/** Reads a view from a URL's query; what does not fit is left out. */
export function readView(params: URLSearchParams): BoardView {
  const sort = oneOf(articleSorts, params.get('sort')) ?? 'edited';
  return {
    layout: params.get('view') === 'table' ? 'table' : 'columns',
    query: params.get('q') ?? '',
    stage: oneOf(stages, params.get('stage')),
    template: params.get('template'),
    person: params.get('person'),
    assignee: params.get('assignee'),
    section: params.get('section'),
    language: oneOf(languages, params.get('language')),
    sort,
    direction: oneOf(['ascending', 'descending'] as const, params.get('direction')) ?? naturalDirection(sort),
    archived: params.get('archived') === 'yes',
  };
}

/** Writes a view into a URL's query, defaults left out; keeps what is not the view's. */
export function writeView(params: URLSearchParams, view: BoardView): URLSearchParams {
  const written = new URLSearchParams(params);
  const set = (name: string, value: string | null) => {
    if (value) written.set(name, value);
    else written.delete(name);
  };
  set('view', view.layout === 'table' ? 'table' : null);
  set('q', view.query);
  set('stage', view.stage);
  set('template', view.template);
  set('person', view.person);
  set('assignee', view.assignee);
  set('section', view.section);
  set('language', view.language);
  set('sort', view.sort === 'edited' ? null : view.sort);
  set('direction', view.direction === naturalDirection(view.sort) ? null : view.direction);
  set('archived', view.archived ? 'yes' : null);
  return written;
}

/** The direction that people expect of an order: newest and longest first, headlines from A, what is due first. */
export function naturalDirection(sort: BoardView['sort']): BoardView['direction'] {
  return sort === 'headline' || sort === 'due' ? 'ascending' : 'descending';
}

/** Whether the view leaves articles out that the desk has. */
export function isFiltered(view: BoardView): boolean {
  return Boolean(
    view.query || view.template || view.person || view.assignee || view.section || view.language,
  );
}

export const noFilters = {
  query: '',
  stage: null,
  template: null,
  person: null,
  assignee: null,
  section: null,
  language: null,
} as const satisfies Partial<BoardView>;

/** The view as a question to the server, for the articles of one stage or of all. */
export function questionOf(view: BoardView, stage: Stage | null): ArticleQuery {
  return {
    ...(view.query && { query: view.query }),
    ...(stage && { stage }),
    ...(view.template && { template: view.template }),
    ...(view.person && { person: view.person }),
    ...(view.assignee && { assignee: view.assignee }),
    ...(view.section && { siteSection: view.section }),
    ...(view.language && { language: view.language }),
    archived: view.archived ? 'only' : 'no',
    sort: view.sort,
    direction: view.direction,
  };
}

function oneOf<Value extends string>(values: readonly Value[], value: string | null): Value | null {
  return values.find((known) => known === value) ?? null;
}
