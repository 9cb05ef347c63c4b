import { type ArticleId, newId, type SectionId } from '@galley/shared/ids.ts';
import { expect, it } from 'vitest';
import { openEmbedded } from '../storage/embedded.ts';
import { forEachStorage } from '../storage/testing.ts';
import { seals } from './seals.ts';

forEachStorage((database) => {
  it('says of each article which sections are approved, and the same by either way', async () => {
    const { db, embedded, close } = await (await database()).open();
    const [harbor, ferry, empty] = [newId<ArticleId>(), newId<ArticleId>(), newId<ArticleId>()];
    const [news, outlook] = ['news' as SectionId, 'outlook' as SectionId];
    const rows = [
      { article: harbor, section: news, state: 'approved' },
      { article: harbor, section: outlook, state: 'approved' },
      { article: harbor, section: 'introduction' as SectionId, state: 'ready' },
      { article: ferry, section: news, state: 'open' },
    ];
    await db.insertInto('sectionState').values(rows).execute();
    const expected = new Set([news, outlook]);
    const sealed = await seals.sealedSections(db, [harbor, ferry, empty]);
    expect([...sealed]).toEqual([[harbor, expected]]);
    if (embedded) {
      const statement = openEmbedded(embedded.file).prepare(seals.sealedStatement ?? '');
      const sections = [harbor, ferry, empty].map((article) => statement.pluck().all(article));
      expect(sections).toEqual([['news', 'outlook'], [], []]);
    }
    await close();
  });
});
