// The index of what is public, beside the acts that write it: made anew at the start.
import { p } from '@galley/shared/article/testing.ts';
import { expect, test } from 'vitest';
import { readerOf } from '../site/page-testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { indexLiveStories } from './live-search.ts';
import { plainArticle, published } from './testing.ts';

forEachStorage((database) => {
  test('what was public before there was an index is found after the next start, and nothing else', async () => {
    const place = await database();
    const desk = await openDesk(place);
    const admin = await desk.as('admin');
    await published(admin, { content: plainArticle('Old story', p('Anemones')), slug: 'old-story' });
    const gone = await published(admin, { content: plainArticle('Gone', p('Anemones too')), slug: 'gone' });
    await admin.ask('POST', `/api/articles/${gone}/withdraw`, { note: '' });
    await desk.close();
    const before = await place.open();
    for (const table of before.kind === 'sqlite' ? ['storySearch', 'storySearchEntry'] : ['storySearch'])
      await before.db.deleteFrom(table as 'storyWord').execute();
    await before.db.deleteFrom('storyWord').execute();
    await before.db.deleteFrom('setting').where('key', '=', 'storyTerms').execute();
    await indexLiveStories(before);
    // Once more changes nothing.
    await before.db.deleteFrom('setting').where('key', '=', 'storyTerms').execute();
    await indexLiveStories(before);
    await before.close();
    const again = await openDesk(place);
    const { page } = await readerOf(again.url)('/en/search?q=anemones');
    expect(page.one('p', { role: 'status' }).text).toBe('1 article');
    expect(page.one('h2').text).toBe('Old story');
    await again.close();
  });
});
