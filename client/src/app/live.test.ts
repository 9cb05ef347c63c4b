import type { ArticleId } from '@galley/shared/ids.ts';
import type { LiveEvent } from '@galley/shared/wire/live.ts';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handleLiveEvent } from './live.ts';
import { keys } from './query-keys.ts';
import { createRefresher } from './refresher.ts';

const one = 'article1' as ArticleId;
const other = 'article2' as ArticleId;
/** All that a browser may have, of two articles. */
const held = [
  ...[keys.people, keys.inbox, keys.templates, keys.houseStyle, keys.session, keys.webhooks],
  ...[keys.articleLists, keys.picture, [...keys.pictures, 'list']],
  ...[one, other].flatMap((id) => [
    ...[keys.article(id), keys.publication(id), keys.threads(id), keys.suggestions(id), keys.sections(id)],
    ...[keys.machineMade(id), keys.history(id), keys.timeline(id)],
  ]),
];
const name = (key: readonly unknown[]) => key.join('/');

/** Which of it a live event makes stale. */
function staleAfter(event: LiveEvent, marks = false): string[] {
  const client = new QueryClient();
  for (const key of held) client.setQueryData(key, { hasMarks: marks });
  const refresher = createRefresher(client);
  handleLiveEvent(event, client, refresher);
  refresher.stop();
  const queries = client.getQueryCache().getAll();
  return queries.filter(({ state }) => state.isInvalidated).map(({ queryKey }) => name(queryKey));
}

beforeEach(() => vi.stubGlobal('document', { visibilityState: 'visible' }));
afterEach(() => vi.unstubAllGlobals());

const ofOne = (...names: string[]) => names.map((key) => `${key}/${one}`);

test.each<[string, LiveEvent, string[]]>([
  [
    'a changed article',
    { type: 'article', id: one },
    ['articles', 'pictures/one', ...ofOne('article', 'publication')],
  ],
  [
    'many changed articles',
    { type: 'article', id: null },
    [
      ...['articles', 'pictures/one'],
      ...[one, other].flatMap((id) => [`article/${id}`, `publication/${id}`]),
    ],
  ],
  [
    'a thread',
    { type: 'threads', article: one },
    ['articles', ...ofOne('threads'), `history/${one}/timeline`],
  ],
  ['marked words', { type: 'machine-made', article: one }, ofOne('publication', 'machine-made')],
  ['a version', { type: 'history', article: one }, [...ofOne('history'), `history/${one}/timeline`]],
  [
    'a section state',
    { type: 'sections', article: one },
    ['articles', ...ofOne('publication', 'sections'), `history/${one}/timeline`],
  ],
  ['a notification', { type: 'inbox' }, ['inbox']],
  ['people', { type: 'people' }, ['people']],
  ['templates', { type: 'templates' }, ['templates', `publication/${one}`, `publication/${other}`]],
  ['the house style', { type: 'house-style' }, ['house-style', `publication/${one}`, `publication/${other}`]],
  [
    'pictures',
    { type: 'pictures' },
    ['pictures/one', 'pictures/list', 'articles', `publication/${one}`, `publication/${other}`],
  ],
  ['a changed role', { type: 'session' }, ['session']],
  ['who is here', { type: 'presence', article: one, people: [] }, []],
])('%s makes stale what follows from it, and nothing else', (_what, event, stale) => {
  expect(staleAfter(event).toSorted()).toEqual(stale.toSorted());
});

test('a changed article asks for its marked words again only where it has some', () => {
  expect(staleAfter({ type: 'article', id: one }, true)).toContain(`machine-made/${one}`);
});
