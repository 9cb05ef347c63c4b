// What readers and programs read of a text of which a machine made a part, and that the passport says the same.
import { passportSchema } from '@galley/shared/api/passport.ts';
import { p } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publicationOf, publish } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { firstSpans, headlineSpans } from '../testing/machine.ts';
import { expectInert, type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const machine = 'abcde abcde';
  /** Publishes an article of which these words are a machine's; gives its slug and id. */
  async function publishMarked(
    headline: string,
    text: string,
    words: readonly string[],
    language: 'en' | 'de',
  ) {
    const slug = `machine-${newId<string>().toLowerCase()}`;
    const id = await draft(admin, { content: plainArticle(headline, p(text)), slug, language });
    for (const one of words) {
      const spans = await firstSpans(desk, 'admin', id, 'text', one);
      await admin.ask('POST', `/api/articles/${id}/machine-made`, { made: true, spans });
    }
    await review(id);
    await publish(admin, id);
    return { slug, id };
  }
  const review = async (id: ArticleId) => {
    const { hash, machineText } = await publicationOf(admin, id);
    const body = { hash, marks: machineText?.marks, responsible: 'Dora <b>Weiss' };
    expect((await admin.ask('POST', `/api/articles/${id}/machine-review`, body)).status).toBe(200);
  };
  const dataOf = async (slug: string) => {
    const { page } = await read(`/articles/${slug}`);
    const { text } = page.one('script', { type: 'application/ld+json' });
    return JSON.parse(text) as Record<string, unknown>;
  };
  const checks = async (id: ArticleId, number: number) =>
    (await admin.ask('GET', `/api/articles/${id}/revisions/${number}/passport-check`)).body as {
      check: string;
      outcome: string;
    }[];

  test('the page, its data and its passport say what share a machine made, and who is responsible', async () => {
    const { slug, id } = await publishMarked('abcdefghij', `${machine} abcdefghij`, [machine], 'en');
    const { page } = await read(`/articles/${slug}`);
    expectInert(page);
    const shown = page.text;
    expect(shown).toContain(
      'Parts of this text were made by a machine. People have reviewed it; Dora <b>Weiss',
    );
    expect(shown).toContain('A machine made 33% of the words, counted by letters.');
    expect((await dataOf(slug)).digitalSourceType).toMatch(/compositeWithTrainedAlgorithmicMedia$/);
    const ninjs = JSON.parse((await read(`/articles/${slug}/ninjs.json`)).text);
    expect(ninjs.digitalSourceType.uri).toMatch(/compositeWithTrainedAlgorithmicMedia$/);
    const passport = passportSchema.parse(JSON.parse((await read(`/articles/${slug}/passport.json`)).text));
    expect(passport.machineMade.text).toMatchObject({
      digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
      parts: [
        { place: 'headline', letters: 10, machine: 0 },
        { place: passport.sections[0]?.id, letters: 20, machine: 10 },
      ],
      marks: 1,
      reviewedBy: { type: 'desk' },
      responsible: 'Dora <b>Weiss',
    });
    expect((await checks(id, 1)).filter(({ outcome }) => outcome !== 'holds')).toEqual([]);

    // What is marked, written and published later changes nothing of what was.
    await editAs(desk, 'editor', id, (client) => client.text('text').delete(0, machine.length));
    await publish(admin, id, 'Written anew.');
    expect((await read(`/articles/${slug}`)).page.text).not.toContain('by a machine');
    expect(await dataOf(slug)).not.toHaveProperty('digitalSourceType');
    for (const number of [1, 2])
      expect((await checks(id, number)).filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
  });

  test('a text that a machine made as a whole is called so', async () => {
    const id = await draft(admin, {
      content: plainArticle('Ganz', p(machine)),
      slug: 'ganz-erzeugt',
      language: 'de',
    });
    const spans = [
      ...(await headlineSpans(desk, 'admin', id)),
      ...(await firstSpans(desk, 'admin', id, 'text')),
    ];
    await admin.ask('POST', `/api/articles/${id}/machine-made`, { made: true, spans });
    await review(id);
    await publish(admin, id);
    expect((await read('/articles/ganz-erzeugt')).page.text).toContain(
      'Diesen Text hat eine Maschine erzeugt.',
    );
    expect((await dataOf('ganz-erzeugt')).digitalSourceType).toMatch(/\/trainedAlgorithmicMedia$/);
  });

  test('the notice stands at the head of the page unless the site says it only in “About this text”', async () => {
    const { slug } = await publishMarked('Noticed', `${machine} more`, [machine], 'en');
    const notices = async () =>
      (await read(`/articles/${slug}`)).page.all('p', { class: 'machine-text' }).length;
    expect(await notices()).toBe(1);
    const { version, settings } = (await admin.ask('GET', '/api/site-settings')).body;
    const change = { version, settings: { ...settings, machineNotice: 'about' } };
    expect((await admin.ask('PUT', '/api/site-settings', change)).status).toBe(200);
    expect(await notices()).toBe(0);
    expect((await read(`/articles/${slug}`)).page.text).toContain('A machine made');
  });
});
