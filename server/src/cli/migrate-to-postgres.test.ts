import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { newId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import { plain } from '../collab/room-testing.ts';
import { until } from '../collab/testing.ts';
import { testFolder } from '../media/places/testing.ts';
import { draft, leadOf, picture, plainArticle, publish } from '../publishing/testing.ts';
import { onPostgres } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { galleyHere } from './testing.ts';

onPostgres((database) => {
  test('a desk goes on over PostgreSQL with everything it had, and its old database stays', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'galley-migrate-'));
    const target = await database();
    const url = target.url ?? '';
    const old = await openDesk({ url: undefined, dataDir });
    const admin = await old.as('admin');
    const media = await picture(admin, 400, 300);
    const article = await draft(admin, {
      content: { ...plainArticle('Harbor reopens'), lead: leadOf(media) },
      slug: 'harbor',
    });
    await publish(admin, article);
    await editAs(old, 'editor', article, ({ doc }) => {
      const [section] = presentSections(doc);
      if (section) sectionFragment(doc, section.id).push([plain('Written after that.')]);
    });
    await admin.ask('POST', `/api/articles/${article}/threads`, {
      id: newId(),
      subject: { type: 'article' },
      comment: { id: newId(), body: 'Is this so?' },
    });
    const seen = async (desk: OpenDesk, browser: Awaited<ReturnType<OpenDesk['as']>>) => {
      const paths = ['/moments/now', '/threads', '/publication', '/history?limit=20', '/suggestions'];
      const answers = await Promise.all(
        paths.map(async (path) => (await browser.ask('GET', `/api/articles/${article}${path}`)).body),
      );
      const page = await (await fetch(`${desk.url}/articles/harbor`)).text();
      const bytes = await (await fetch(`${desk.url}/media/${media}`)).arrayBuffer();
      const people = (await browser.ask('GET', '/api/members')).body;
      const all = JSON.stringify([answers, people, page.includes('Some words.'), bytes.byteLength]);
      // The desk has another port now, and signing in is noted.
      return all.replaceAll(desk.url, '').replace(/"lastSeenAt":"[^"]*"/g, '"lastSeenAt":null');
    };
    const before = await seen(old, admin);
    // A database on which Galley has run keeps rows that never go.
    const used = await database();
    const other = await openDesk(used);
    await other.visitor().signIn('nobody@test.example');
    await other.close();

    // While Galley runs nothing is copied.
    expect(await galleyHere({ dataDir }, ['migrate-to-postgres', url])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('Another Galley uses the data folder'),
    });
    await old.close();
    expect(await galleyHere({ dataDir }, ['migrate-to-postgres', used.url ?? ''])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is a desk in that database already'),
    });
    const done = await galleyHere({ dataDir }, ['migrate-to-postgres', url]);
    expect(done).toMatchObject({
      code: 0,
      errors: '',
      out: expect.stringContaining('all is as it should be'),
    });

    const desk = await openDesk({ url, dataDir: '' });
    const browser = desk.visitor();
    // Passwords, and the secret that signs sessions, came along.
    expect((await browser.signIn('admin@test.example')).status).toBe(204);
    expect(JSON.parse(await seen(desk, browser))).toEqual(JSON.parse(before));
    await until(async () => {
      const { body } = await browser.ask('GET', '/api/articles?query=reopens');
      return JSON.stringify(body).includes(article);
    });
    await desk.close();

    // A second time there is somebody there, and the old database is what it was.
    expect(await galleyHere({ dataDir }, ['migrate-to-postgres', url])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is a desk in that database already'),
    });
    expect((await galleyHere({ dataDir }, ['verify'])).code).toBe(0);
    for (const wrong of ['mysql://127.0.0.1/galley', 'nowhere'])
      expect(await galleyHere({ dataDir }, ['migrate-to-postgres', wrong])).toMatchObject({ code: 1 });
    rmSync(dataDir, { recursive: true });
  });

  test('pictures in a folder stay there', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'galley-migrate-'));
    const folder = await testFolder();
    const { settings } = folder;
    const { url = '' } = await database();
    const old = await openDesk({ url: undefined, dataDir }, settings);
    const media = await picture(await old.as('admin'), 400, 300);
    await old.close();
    const done = await galleyHere({ dataDir, settings }, ['migrate-to-postgres', url]);
    expect(done).toMatchObject({
      code: 0,
      errors: '',
      out: expect.stringMatching(/files of pictures [1-9]/),
    });
    const desk = await openDesk({ url, dataDir: '' }, settings);
    expect((await fetch(`${desk.url}/media/${media}`)).status).toBe(200);
    await desk.close();
    await folder.close();
    rmSync(dataDir, { recursive: true });
  });
});
