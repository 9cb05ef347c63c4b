import type { NoteKind } from '@galley/shared/api/publishing.ts';
import { article, item, p, section, ul } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Atom, parseFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { askToPublish, newsWithoutApprovals, plainArticle, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, listings, type Part, type Reader, readerOf } from './page-testing.ts';

const outputs = ['/corrections', '/en/corrections', '/corrections.xml', '/en/corrections.xml'];

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

  const correct = async (id: ArticleId, note: string, kind?: NoteKind) => {
    const { status, body } = await askToPublish(admin, id, note, kind);
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const story = (headline: string, slug: string, language: 'en' | 'de' = 'en') =>
    published(admin, { content: plainArticle(headline, p('Words.')), slug, language });
  const listed = async (path: string) =>
    (await read(path)).page
      .one('main')
      .all('li')
      .map((item) => item.text);

  test('say so while there are none', async () => {
    for (const path of ['/corrections', '/en/corrections', '/de/corrections']) {
      const { status, page } = await read(path);
      expect(status).toBe(200);
      expect(page.one('main').text).toMatch(/Nothing has been corrected|Noch wurde nichts berichtigt/);
    }
    expect((await read('/corrections?page=2')).status).toBe(404);
    expect((await read('/corrections?page=x')).status).toBe(404);
  });

  test('are listed with date, words and article, the newest first, and each in its language', async () => {
    const ferry = await story('Ferry sails', 'ferry-sails');
    const haushalt = await story('Haushalt steht', 'haushalt-steht', 'de');
    for (const path of [...outputs, '/de/corrections']) await read(path);
    await correct(ferry, 'The pilot’s <name> was wrong.');
    await correct(haushalt, 'Gemeint war der Nachtrag.', 'clarification');
    await correct(ferry, 'It will sail twice a day.', 'update');
    expect(await listed('/corrections')).toEqual([
      expect.stringMatching(/Clarification.*Gemeint war der Nachtrag\.Haushalt steht/),
      expect.stringMatching(/Correction.*\d{4}The pilot’s <name> was wrong\.Ferry sails/),
    ]);
    expect(await listed('/en/corrections')).toEqual([expect.stringContaining('The pilot’s')]);
    expect(await listed('/de/corrections')).toEqual([expect.stringMatching(/^Klarstellung/)]);
    const { page } = await read('/corrections');
    expectInert(page);
    expect(
      page
        .one('main')
        .all('a')
        .map((link) => link.attribute('href')),
    ).toContain('/articles/ferry-sails');
    expect(
      page.all('link', { type: 'application/atom+xml' }).map((link) => link.attribute('href')),
    ).toContain('/corrections.xml');
    const { text, headers } = await read('/en/corrections.xml');
    expect(headers['content-type']).toContain('application/atom+xml');
    const { format, feed } = parseFeed(text);
    expect(format).toBe('atom');
    expect((feed as Atom.Feed<string>).entries).toMatchObject([
      { title: { value: 'Correction: Ferry sails' }, summary: { value: 'The pilot’s <name> was wrong.' } },
    ]);
    expect(text).not.toMatch(/twice a day|Nachtrag/);
  });

  test('an update stands below its article and is no correction to machines', async () => {
    const id = await story('Bridge', 'bridge');
    await correct(id, 'It opens on Monday.', 'update');
    await correct(id, 'It is 80 meters long, not 8.');
    const { page } = await read('/articles/bridge');
    expect(
      page
        .one('section', { class: 'corrections' })
        .all('li')
        .map((item) => item.text),
    ).toEqual([
      expect.stringMatching(/^Update .*It opens on Monday\.$/),
      expect.stringMatching(/^Correction .*not 8\.$/),
    ]);
    const data = JSON.parse(page.one('script').text);
    expect(data.correction.map(({ text }: { text: string }) => text)).toEqual([
      'It is 80 meters long, not 8.',
    ]);
  });

  test('lead to the parts of the article that they changed', async () => {
    const template = await newsWithoutApprovals(admin);
    const content = article(
      'Ferries',
      section('introduction', p('It begins.')),
      section('news', p('There are two. '.repeat(40))),
      { ...section('outlook', p('It goes on.')), title: 'What “comes” next' },
      section('summary', ul(item(p('One')), item(p('Two')), item(p('Three')))),
    );
    const id = await published(admin, { content, template, slug: 'ferries' });
    await editAs(desk, 'admin', id, (client) => {
      client.text('news').insert(0, 'Not three: ');
      client.text('outlook').insert(0, 'Later ');
    });
    await correct(id, 'There are not three.');
    await editAs(desk, 'admin', id, (client) => {
      const line = client.doc.getXmlFragment('headline').get(0);
      const words = line instanceof Y.XmlElement ? line.get(0) : null;
      if (words instanceof Y.XmlText) words.insert(0, 'Two ');
    });
    await correct(id, 'The headline says so too.', 'update');
    const { page } = await read('/articles/ferries');
    const lines = page.one('section', { class: 'corrections' }).all('li');
    const linksOf = (part: Part | undefined) =>
      (part?.all('a') ?? []).map((link) => [link.text, link.attribute('href')]);
    expect(linksOf(lines[0])).toEqual([
      ['News', '#news'],
      ['What “comes” next', '#what-comes-next'],
    ]);
    expect(linksOf(lines[1])).toEqual([['Headline', '#content']]);
    const ids = page.all('*').map((element) => element.attribute('id'));
    for (const anchor of ['news', 'what-comes-next', 'content']) expect(ids).toContain(anchor);
    expect(JSON.parse(page.one('script').text).correction).toMatchObject([
      { '@type': 'CorrectionComment', url: `${desk.url}/articles/ferries#news` },
    ]);
    const [newest] = (await read('/en/corrections')).page.one('main').all('li');
    expect(linksOf(newest)).toEqual([
      ['News', '/articles/ferries#news'],
      ['What “comes” next', '/articles/ferries#what-comes-next'],
      ['Two Ferries', '/articles/ferries'],
    ]);
    const { text } = await read('/en/corrections.xml');
    expect(text).toContain(`title="News" href="${desk.url}/articles/ferries#news"`);
  });

  test('go by pages of fifty', async () => {
    const id = await story('Often', 'often', 'de');
    for (let number = 0; number < 51; number += 1) await correct(id, `Nummer ${number}.`);
    const first = await read('/de/corrections');
    expect(first.page.one('main').all('li')).toHaveLength(50);
    expect(first.page.one('a', { rel: 'next' }).attribute('href')).toBe('/de/corrections?page=2');
    const second = await read('/de/corrections?page=2');
    expect(second.page.one('main').text).toContain('Nummer 0.');
    // From memory too the one is not the other.
    expect((await read('/de/corrections')).text).toBe(first.text);
    expect((await read('/de/corrections?page=2')).text).toBe(second.text);
    expect((await read('/de/corrections?page=9')).status).toBe(404);
    expect((await read('/de/corrections?utm_source=x')).text).toBe(first.text);
  });

  describe('of an article that is withdrawn', () => {
    test('are gone with it, and every address of it answers 410', async () => {
      const id = await story('Rumor', 'rumor');
      await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'rumor-denied' });
      await correct(id, 'The rumor was one.');
      const oembed = `/oembed?url=${encodeURIComponent(`${desk.url}/articles/rumor-denied`)}`;
      for (const path of outputs) expect((await read(path)).text, path).toContain('The rumor was one.');
      expect((await read(oembed)).status).toBe(200);
      expect((await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: 'Unfounded.' })).status).toBe(
        200,
      );
      for (const path of ['/articles/rumor-denied', '/articles/rumor', '/articles/rumor?from=mail', oembed])
        expect((await read(path)).status, path).toBe(410);
      for (const path of [...outputs, ...listings])
        expect((await read(path)).text, path).not.toMatch(/rumor/i);
      await correct(id, 'It is back, corrected.');
      expect((await read('/articles/rumor-denied')).status).toBe(200);
      expect((await read('/corrections')).text).toContain('The rumor was one.');
    });
  });

  test('a kind that there is not is refused', async () => {
    const id = await story('Kinds', 'kinds');
    const { status } = await askToPublish(admin, id, 'A note.', 'apology' as NoteKind);
    expect(status).toBe(422);
  });
});
