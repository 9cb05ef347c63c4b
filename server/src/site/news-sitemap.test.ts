// The bounds of the news sitemap: two days, and a thousand stories.
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { plainArticle, publicationOf, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { readerOf } from './page-testing.ts';

const hour = 3_600_000;

forEachStorage((database) => {
  afterEach(() => vi.useRealTimers());

  test('a story is named for two days after its first publication', async () => {
    // Before the desk opens, so that it goes by this clock from the start.
    vi.useFakeTimers({ toFake: ['Date'] });
    const desk = await openDesk(await database());
    const admin = await desk.as('admin');
    const id = await published(admin, { content: plainArticle('New here'), slug: 'new-here' });
    const { revisions } = await publicationOf(admin, id);
    const named = async () => (await readerOf(desk.url)('/sitemap-news.xml')).text.includes('New here');
    const publishedAt = Date.parse(revisions[0]?.publishedAt ?? '');
    vi.setSystemTime(publishedAt + 48 * hour - 1000);
    expect(await named()).toBe(true);
    // What was made a moment before holds for a quarter of an hour.
    vi.setSystemTime(publishedAt + 48 * hour + 16 * 60_000);
    expect(await named()).toBe(false);
    vi.useRealTimers();
    await desk.close();
  });

  test('of more than a thousand the newest are named, and the other sitemaps name all', async () => {
    const place = await database();
    const first = await openDesk(place);
    const admin = await first.as('admin');
    const id = await published(admin, { content: plainArticle('The oldest'), slug: 'the-oldest' });
    await first.close();
    const storage = await place.open();
    const { db } = storage;
    const article = await db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const revision = await db.selectFrom('revision').selectAll().executeTakeFirstOrThrow();
    const later = (number: number) => new Date(Date.parse(revision.publishedAt) + number).toISOString();
    for (let number = 1; number <= 1000; number += 1) {
      const own = newId<ArticleId>();
      const slug = `story-${number}`;
      await db
        .insertInto('article')
        .values({ ...article, id: own, slug, feedId: `tag:a,2026:${own}` })
        .execute();
      await db
        .insertInto('revision')
        .values({ ...revision, article: own, slug, publishedAt: later(number) })
        .execute();
    }
    await storage.close();
    const desk = await openDesk(place);
    const read = readerOf(desk.url);
    const addresses = async (path: string) =>
      [...(await read(path)).text.matchAll(/<loc>[^<]*\/articles\/([^<]*)<\/loc>/g)].map(([, slug]) => slug);
    const news = await addresses('/sitemap-news.xml');
    expect(news).toHaveLength(1000);
    expect([news[0], news.includes('the-oldest')]).toEqual(['story-1000', false]);
    const files = await Promise.all([1, 2, 3].map((number) => addresses(`/sitemap-${number}.xml`)));
    expect(files.map((file) => file.length)).toEqual([500, 500, 1]);
    await desk.close();
  });
});
