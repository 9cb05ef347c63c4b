// What a person sees of suggestions: what the server has, under what they have done and is still on its way.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import type { Region } from '@galley/shared/article/region.ts';
import { type ArticleId, newId, type SectionId, type SuggestionId, type UserId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import type { ThreadFilter } from '../threads/thread-store.ts';
import { filteredSuggestions, ofLine, type ShownSuggestion, withWaiting } from './shown-suggestions.ts';
import type { WaitingSuggestion } from './suggestion-commands.ts';

const [article, me, other] = [newId<ArticleId>(), newId<UserId>(), newId<UserId>()];
const section = newId<SectionId>();

const rowOf = (change: Partial<Suggestion> = {}): Suggestion => ({
  id: newId<SuggestionId>(),
  article,
  region: 'headline',
  author: me,
  change: { type: 'line', before: 'Ferry', after: 'A ferry' },
  state: 'open',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
  ...change,
});

let number = 0;
const waits = (command: WaitingSuggestion['command'], more: object = {}): WaitingSuggestion => {
  number += 1;
  // What a list shows of a waiting command needs no more of it.
  return { id: number, article, command, at: '2026-01-02T00:00:00.000Z', ...more } as never;
};
const put = (id: SuggestionId, after: string, region: Region = 'headline') =>
  ({ type: 'put', id, region, change: { type: 'line', before: 'Ferry', after } }) as const;
const shownOf = (rows: readonly Suggestion[], ...waiting: WaitingSuggestion[]) =>
  withWaiting(rows, waiting, article, me);
const wordsOf = ({ change }: ShownSuggestion) => (change.type === 'line' ? change.after : '');

test('what is put shows at once, as one’s own or in the place of what was there', () => {
  const row = rowOf();
  const fresh = newId<SuggestionId>();
  const shown = shownOf([row], waits(put(row.id, 'The ferry')), waits(put(fresh, 'A boat', 'dek')));
  expect(shown.map((one) => [one.id, one.region, wordsOf(one)])).toEqual([
    [row.id, 'headline', 'The ferry'],
    [fresh, 'dek', 'A boat'],
  ]);
  expect(shown[1]).toMatchObject({ author: me, state: 'open', createdAt: '2026-01-02T00:00:00.000Z' });
  expect(shown[0]?.createdAt).toBe(row.createdAt);
});

test('what is withdrawn is gone, unless that was refused, and what waits in another article is nothing here', () => {
  const [gone, kept, elsewhere] = [rowOf(), rowOf(), rowOf()];
  const withdraw = ({ id }: Suggestion) => ({ type: 'withdraw', id }) as const;
  const shown = shownOf(
    [gone, kept, elsewhere, rowOf({ state: 'withdrawn' })],
    waits(withdraw(gone)),
    waits(withdraw(kept), { failed: true }),
    waits(withdraw(elsewhere), { article: newId<ArticleId>() }),
  );
  expect(shown.map(({ id }) => id)).toEqual([kept.id, elsewhere.id]);
});

test('what was decided meanwhile stays as it was decided, and says that a later wording was not taken', () => {
  const row = rowOf({ state: 'accepted', decidedBy: other });
  expect(shownOf([row], waits(put(row.id, 'Too late')))).toEqual([row]);
  const [refused] = shownOf([row], waits(put(row.id, 'Too late'), { failed: true }));
  expect(refused).toMatchObject({ state: 'accepted', change: row.change, waiting: { failed: true } });
});

test('a person’s own suggestions for a line are found among all', () => {
  const own = rowOf();
  const all = [own, rowOf({ author: other }), rowOf({ region: 'dek' }), rowOf({ region: section })];
  expect(ofLine(all, 'headline', me)).toEqual([own]);
});

test.each<[Partial<ThreadFilter>, number[]]>([
  [{}, [0, 1, 3]],
  [{ show: 'resolved' }, [2]],
  [{ show: 'mine' }, [0, 2, 3]],
  [{ kind: 'comments' }, []],
  [{ person: other }, [1]],
  [{ section }, [3]],
])('the filter %j lets these through: %j', (change, wanted) => {
  const rows = [rowOf(), rowOf({ author: other }), rowOf({ state: 'rejected' }), rowOf({ region: section })];
  const filter: ThreadFilter = { show: 'open', kind: 'all', section: null, person: null, ...change };
  expect(filteredSuggestions(rows, filter, me).map((one) => rows.indexOf(one))).toEqual(wanted);
});
