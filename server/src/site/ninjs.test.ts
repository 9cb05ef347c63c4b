// Stories as ninjs, on whole desks; each item is held against what the format's specification allows.
import { figure, p } from '@galley/shared/article/testing.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, leadOf, picture, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { ninjsFaults, readNinjs } from './ninjs-testing.ts';
import { Part, type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeEach(async () => {
    place = await database();
    desk = await openDesk(place, { SITE_NAME: 'The Tide' });
    read = readerOf(desk.url);
    admin = await desk.as('admin');
  });
  afterEach(() => desk.close());

  const subscriber = async (name = 'A wire') => {
    const { status, body } = await admin.ask('POST', '/api/subscribers', { name });
    expect(status).toBe(201);
    return body as { token: string; subscriber: { id: string } };
  };
  const latest = async (token: string, query = '') => {
    const answer = await read(`/ninjs/latest.json${query}`, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    const { items } = JSON.parse(answer.text) as { items: unknown[] };
    return items.map((one) => readNinjs(one));
  };
  const withdraw = (id: string, note = '') => admin.ask('POST', `/api/articles/${id}/withdraw`, { note });

  test('an article is there as ninjs, whole and with everything that belongs to it', async () => {
    const media = await picture(admin, 1200, 800);
    const inText = await picture(admin, 600, 400);
    const content = plainArticle(
      'Fähre & “Kai”',
      p('Sie fährt <wieder>.'),
      figure(inText, 'Ein Kai', 'Am Kai.', 'B. F.'),
    );
    await published(admin, {
      content: { ...content, dek: 'Im Mai.', lead: leadOf(media) },
      slug: 'faehre',
      language: 'de',
      byline: 'Kim Döe und Lee Roe',
      tags: ['Häfen', '🎉'],
    });
    const { page } = await read('/articles/faehre');
    const path = page.one('link', { title: 'ninjs' }).attribute('href') ?? '';
    const { status, headers, text } = await read(path);
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    const ninjs = readNinjs(JSON.parse(text));
    expect(ninjs).toMatchObject({
      type: 'text',
      version: '1',
      pubStatus: 'usable',
      language: 'de',
      by: 'Kim Döe und Lee Roe',
      headlines: [{ value: 'Fähre & “Kai”' }],
      descriptions: [{ value: 'Im Mai.' }],
      subjects: [{ name: 'Häfen', uri: `${desk.url}/tags/haefen` }, { name: '🎉' }],
      infoSources: [
        { name: 'Kim Döe', role: 'author' },
        { name: 'Lee Roe', role: 'author' },
        { name: 'The Tide', role: 'publisher' },
      ],
      altIds: [{ role: 'url', value: `${desk.url}/articles/faehre` }],
    });
    expect(ninjs.uri).toMatch(/^tag:localhost,/);
    expect(ninjs.bodies?.[0]?.value).toContain('Sie fährt &lt;wieder&gt;.');
    for (const image of Part.of(ninjs.bodies?.[0]?.value ?? '').all('img'))
      expect(image.attribute('src')).toMatch(new RegExp(`^${desk.url}/media/`));
    expect(ninjs.associations).toMatchObject([
      { name: 'lead', type: 'picture', by: 'A. Photographer', renditions: [{ width: 1200, height: 800 }] },
      { name: 'picture-2', descriptions: [{ role: 'caption', value: 'Am Kai.' }, { value: 'Ein Kai' }] },
    ]);
  });

  test('the first generation of the format says the same, under an address of its own', async () => {
    const [media, social] = [await picture(admin, 1200, 800), await picture(admin, 1200, 630)];
    await admin.ask('PATCH', `/api/pictures/${social}`, {
      changes: { credit: 'B. Artist | Midjourney' },
      before: { credit: '' },
    });
    const content = { ...plainArticle('Ferry', p('It sails.')), dek: 'In May.', lead: leadOf(media) };
    const facts = { slug: 'ferry', byline: 'Kim Doe', tags: ['Harbor'] };
    const id = await draft(admin, { content, ...facts });
    await admin.ask('PATCH', `/api/articles/${id}`, { socialPicture: social });
    await publish(admin, id);
    const path = '/articles/ferry/ninjs.json';
    const newest = readNinjs(JSON.parse((await read(path)).text));
    expect(newest.associations?.map(({ name, uri }) => [name, uri])).toEqual([
      ['lead', `${desk.url}/media/${media}`],
      ['social', `${desk.url}/media/${social}`],
    ]);
    const type = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
    expect(newest.associations?.[1]).toMatchObject({
      by: 'B. Artist | Midjourney',
      digitalSourceType: { uri: type },
    });
    for (const _ of ['made', 'from memory']) {
      const { status, text } = await read(`${path}?version=1.7`);
      expect(status).toBe(200);
      const first = JSON.parse(text);
      expect(ninjsFaults['1.7'](first)).toEqual([]);
      expect(first).toMatchObject({
        uri: newest.uri,
        version: '1',
        pubstatus: 'usable',
        headline: 'Ferry',
        byline: 'Kim Doe',
        description_summary: 'In May.',
        body_html: newest.bodies?.[0]?.value,
        subject: [{ name: 'Harbor', scheme: `${desk.url}/tags/`, code: 'harbor' }],
        associations: {
          lead: { byline: 'A. Photographer', renditions: { original: { width: 1200 } } },
          social: { type: 'picture', byline: 'B. Artist | Midjourney', digitalsourcetype: { uri: type } },
        },
        altids: { url: `${desk.url}/articles/ferry` },
        $standard: { name: 'ninjs', version: '1.7' },
      });
      // The newest version has not taken its place.
      expect(readNinjs(JSON.parse((await read(`${path}?utm_source=a`)).text))).toEqual(newest);
      expect(readNinjs(JSON.parse((await read(`${path}?version=3.3`)).text))).toEqual(newest);
      expect((await read(`${path}?version=2.0`)).status).toBe(404);
    }
    const { token } = await subscriber();
    const headers = { authorization: `Bearer ${token}` };
    const { items } = JSON.parse((await read('/ninjs/latest.json?version=1.7', headers)).text);
    expect(items).toMatchObject([{ headline: 'Ferry' }]);
    expect((await read('/ninjs/latest.json?version=2.0', headers)).status).toBe(422);
    await withdraw(id, 'A source was wrong.');
    const gone = await read(`${path}?version=1.7`);
    expect([gone.status, JSON.parse(gone.text)]).toMatchObject([410, { pubstatus: 'canceled' }]);
    expect(ninjsFaults['1.7'](JSON.parse(gone.text))).toEqual([]);
  });

  test('what is not public is not there, what moved is led to, and what was withdrawn is canceled', async () => {
    const id = await draft(admin, { content: plainArticle('Hidden words'), slug: 'first' });
    expect((await read('/articles/first/ninjs.json')).status).toBe(404);
    await publish(admin, id);
    const { uri } = readNinjs(JSON.parse((await read('/articles/first/ninjs.json')).text));
    await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'second' });
    await publish(admin, id);
    const moved = await read('/articles/first/ninjs.json');
    expect([moved.status, moved.headers.location]).toEqual([301, '/articles/second/ninjs.json']);
    await withdraw(id, 'A source was wrong.');
    for (const slug of ['first', 'second']) {
      const gone = await read(`/articles/${slug}/ninjs.json`);
      expect(gone.status).toBe(410);
      expect(gone.text).not.toMatch(/Hidden words|second/);
      expect(readNinjs(JSON.parse(gone.text))).toMatchObject({
        uri,
        pubStatus: 'canceled',
        edNote: 'A source was wrong.',
      });
    }
  });

  test('subscribers get what was published and withdrawn, the last change first, and since when they like', async () => {
    const { token } = await subscriber();
    const first = await published(admin, { content: plainArticle('First'), slug: 'first' });
    await published(admin, { content: plainArticle('Second'), slug: 'second' });
    await draft(admin, { content: plainArticle('Not out'), slug: 'not-out' });
    await publish(admin, first, 'Corrected.');
    const words = async (query = '') =>
      (await latest(token, query)).map((one) => one.headlines?.[0]?.value ?? one.pubStatus);
    expect(await words()).toEqual(['First', 'Second']);
    const [{ versionCreated = '' } = {}] = await latest(token);
    expect(await words(`?since=${versionCreated}`)).toEqual([]);
    await withdraw(first);
    expect(await words()).toEqual(['canceled', 'Second']);
    expect(await words(`?since=${versionCreated}`)).toEqual(['canceled']);
    const headers = { authorization: `Bearer ${token}` };
    expect((await read('/ninjs/latest.json?since=soon', headers)).status).toBe(422);
  });

  test('a token is kept as a hash, is needed, can stand in the address, and ends at once', async () => {
    const { token, subscriber: made } = await subscriber();
    for (const [path, authorization] of [
      ['/ninjs/latest.json', ''],
      ['/ninjs/latest.json', 'Bearer wrong-wrong-wrong'],
      ['/ninjs/latest.json?token=wrong', ''],
    ] as const) {
      const { status, headers } = await read(path, { authorization });
      expect([status, headers['www-authenticate'], headers['cache-control']]).toEqual([
        401,
        'Bearer',
        'no-store',
      ]);
    }
    expect((await read(`/ninjs/latest.json?token=${token}`)).status).toBe(200);
    const listed = await admin.ask('GET', '/api/subscribers');
    expect(listed.body).toMatchObject([{ name: 'A wire', usedAt: expect.any(String) }]);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    const storage = await place.open().catch(() => null);
    if (storage) {
      const rows = await storage.db.selectFrom('subscriber').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(token);
      await storage.close();
    }
    expect((await admin.ask('DELETE', `/api/subscribers/${made.id}`)).status).toBe(204);
    expect((await read(`/ninjs/latest.json?token=${token}`)).status).toBe(401);
    expect((await (await desk.as('editor')).ask('POST', '/api/subscribers', { name: 'x' })).status).toBe(403);
  });
});
