// The series that articles of the desk are parts of.
import { type Series, seriesKey } from '@galley/shared/article/series.ts';
import type { Storage } from '../storage/storage.ts';

/** By their names; of one that is written in several ways the one that most articles have. What is archived counts for none. */
export async function listSeries({ db }: Pick<Storage, 'db'>): Promise<Series[]> {
  const rows = await db
    .selectFrom('article')
    .select(['series as name', (eb) => eb.fn.countAll<number | string>().as('count')])
    .where('series', '!=', '')
    .where('archivedAt', 'is', null)
    .groupBy('series')
    .execute();
  const ways = Map.groupBy(
    rows.map(({ name, count }) => ({ name, articles: Number(count) })),
    ({ name }) => seriesKey(name),
  );
  return [...ways.values()]
    .map((same) => {
      const [most] = same.toSorted((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
      return { name: most?.name ?? '', articles: same.reduce((sum, { articles }) => sum + articles, 0) };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
