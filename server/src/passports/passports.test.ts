import { type Passport, passportKeysSchema, passportSchema } from '@galley/shared/api/passport.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { article, figure, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient } from '../collab/testing.ts';
import {
  approveAll,
  draft,
  leadOf,
  picture,
  plainArticle,
  publish,
  published,
} from '../publishing/testing.ts';
import { expectInert, type Reader, readerOf } from '../site/page-testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { isSignedBy } from './signature.ts';

/** How the page marks what it says about its text. */
const aboutText = { class: 'about-text' };

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let reviewer: Browser;
  let read: Reader;
  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    [admin, editor, reviewer] = [await desk.as('admin'), await desk.as('editor'), await desk.as('reviewer')];
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const passportOf = async (slug: string): Promise<Passport> => {
    const { status, text } = await read(`/articles/${slug}/passport.json`);
    expect(status).toBe(200);
    return passportSchema.parse(JSON.parse(text));
  };

  const keys = async () =>
    passportKeysSchema.parse(JSON.parse((await read('/.well-known/galley-passport-keys.json')).text)).keys;

  const nameMe = async (who: Browser, namedPublicly: boolean) => {
    const { status, body } = await who.ask('PATCH', '/api/me', { namedPublicly });
    expect([status, body.namedPublicly]).toEqual([200, namedPublicly]);
  };

  /** Two people who have the article open and type at the same place before either sees the other. */
  const writeAtOnce = async (id: ArticleId, words: readonly [string, string]) => {
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    const clients = [admin, editor].map(({ cookie }) => new TestClient(socket, cookie, id));
    await Promise.all(clients.map((client) => client.synced()));
    clients.forEach(({ doc }, index) => {
      const [first] = presentSections(doc);
      const block = first && sectionFragment(doc, first.id).get(0);
      const text = block instanceof Y.XmlElement ? block.get(0) : null;
      if (!(text instanceof Y.XmlText)) throw new Error('There is no paragraph.');
      text.insert(text.length, words[index] ?? '');
    });
    await Promise.all(clients.map((client) => client.saved()));
    for (const client of clients) client.close();
  };

  test('who wrote at the same time stands in the passport, by name where they want that and else as the desk', async () => {
    await nameMe(admin, false);
    await nameMe(editor, true);
    const id = await draft(admin, { content: plainArticle('Two at once', p('0123456789')), slug: 'two' });
    await writeAtOnce(id, [' aaaa', ' bbbbb']);
    await publish(admin, id);
    const passport = await passportOf('two');
    expect(passport.sections.map(({ written }) => written)).toEqual([
      [
        { by: { type: 'desk' }, letters: 14 },
        { by: { type: 'person', name: 'Editor Person' }, letters: 5 },
      ],
    ]);
    expect(passport.headline.written).toEqual([{ by: { type: 'desk' }, letters: 9 }]);
    expect(passport.written[0]).toEqual({ by: { type: 'desk' }, letters: 23 });
    const [key] = await keys();
    expect(key && isSignedBy(passport, key)).toBe(true);
    const text = (await read('/articles/two')).page.one('details', aboutText).text;
    expect(text).toContain('by the desk (82%) and Editor Person (18%)');

    // What was signed stays; the next revision goes by what they want now.
    await nameMe(editor, false);
    expect(await passportOf('two')).toEqual(passport);
    await publish(admin, id, 'A correction.');
    const next = await passportOf('two');
    expect([next.revision, JSON.stringify(next)]).toEqual([2, expect.not.stringContaining('Editor Person')]);
  });

  test('who approved which text, and which pictures a machine made, stand in the passport and on the page', async () => {
    await nameMe(reviewer, true);
    const [lead, inText] = [await picture(admin, 500, 300), await picture(admin, 510, 300)];
    const content = {
      ...article('Approved', section('text', p('Some words.'), figure(inText, 'Alt', '', 'Midjourney'))),
      dek: 'In short.',
      lead: leadOf(lead, { credit: 'A. Photographer' }),
    };
    const id = await draft(admin, { content, slug: 'approved', language: 'de' });
    await approveAll(editor, reviewer, id);
    await publish(admin, id);
    const passport = await passportOf('approved');
    const [one] = passport.sections;
    const by = { type: 'person', name: 'Reviewer Person' };
    expect(one?.approval).toMatchObject({ by, hash: one?.hash });
    expect(passport.machineMade.pictures).toEqual([
      {
        url: `${desk.url}/media/${inText}`,
        section: one?.id,
        digitalSourceType: 'trainedAlgorithmicMedia',
        reviewedBy: by,
      },
    ]);
    const { page } = await read('/articles/approved');
    expectInert(page);
    const about = page.one('details', aboutText);
    expect(about.text).toContain('Alle Teile des Textes wurden geprüft und freigegeben von Reviewer Person');
    expect(about.text).toContain('Ein Bild wurde von einer Maschine');
    expect(about.one('a').attribute('href')).toBe('/articles/approved/passport.json');
    expect(page.one('link', { rel: 'describedby' }).attribute('href')).toBe(
      '/articles/approved/passport.json',
    );
  });

  test('a passport is gone with its article, moves with its slug, and is nowhere before publication', async () => {
    const embargo = new Date(Date.now() + 86_400_000).toISOString();
    await draft(admin, { content: plainArticle('Later'), slug: 'later', embargo });
    expect((await read('/articles/later/passport.json')).status).toBe(404);
    const id = await published(admin, { content: plainArticle('Here'), slug: 'here' });
    const { headers } = await read('/articles/here/passport.json');
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
      'cache-control': 'public, no-cache',
      etag: expect.any(String),
    });
    const again = await read('/articles/here/passport.json', { 'if-none-match': String(headers.etag) });
    expect(again.status).toBe(304);
    await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'moved' });
    await publish(admin, id, 'It moved.');
    const moved = await read('/articles/here/passport.json');
    expect([moved.status, moved.headers.location]).toEqual([301, '/articles/moved/passport.json']);
    await admin.ask('POST', `/api/articles/${id}/withdraw`, {});
    for (const slug of ['here', 'moved']) {
      const gone = await read(`/articles/${slug}/passport.json`);
      expect([gone.status, gone.text]).toEqual([410, expect.not.stringContaining('Here')]);
    }
    expect((await read('/articles/none/passport.json')).status).toBe(404);
  });

  test('a revision from before there were passports is shown as it was, and has none', async () => {
    const id = await published(admin, { content: plainArticle('Old'), slug: 'old' });
    const trigger = kind === 'sqlite' ? '"passportRefuses_delete"' : '"passportNeverChanges" on "passport"';
    await place.run(`drop trigger ${trigger}`);
    await place.run(`delete from "passport" where "article" = '${id}'`);
    const page = (await read('/articles/old')).page;
    expect([page.all('details', aboutText).length, page.all('link', { rel: 'describedby' }).length]).toEqual([
      0, 0,
    ]);
    expect((await read('/articles/old/passport.json')).status).toBe(404);
  });
});
