// Authors on whole desks: in an article's settings, on its page, on pages of their own and in feeds.
import type { AuthorProfile } from '@galley/shared/api/authors.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Atom, type Json, parseFeed, type Rss } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, picture, plainArticle, publicationOf, publish, published } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, type Part, type Reader, readerOf } from './page-testing.ts';

const blank = { kind: 'person', name: 'Kim Döe', bio: '', picture: null, link: '' };

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  const open = async () => {
    desk = await openDesk(place, { SITE_NAME: 'The Tide' });
    read = readerOf(desk.url);
  };
  beforeEach(async () => {
    place = await database();
    await open();
    admin = await desk.as('admin');
  });
  afterEach(() => desk.close());

  const profile = async (some: object = {}): Promise<AuthorProfile> => {
    const { status, body } = await admin.ask('POST', '/api/authors', { ...blank, ...some });
    expect(status).toBe(201);
    return body;
  };
  const change = async (id: ArticleId, settings: object) => {
    const { status, body } = await admin.ask('PATCH', `/api/articles/${id}`, settings);
    expect(status).toBe(200);
    return body;
  };
  const dataOf = (page: Part) => JSON.parse(page.all('script')[0]?.text ?? '');
  const headlines = (page: Part) =>
    page
      .one('main')
      .all('h2')
      .map(({ text }) => text);
  const person = (name: string, slug: string | null = null) => ({ name, kind: 'person', profile: slug });

  test('a byline names authors, authors write a byline, and both go on by themselves', async () => {
    const id = await draft(admin, { content: plainArticle('By whom'), byline: 'Von Kim Döe und Lee Roe' });
    const row = (await admin.ask('GET', `/api/articles/${id}`)).body;
    expect(row.authors).toEqual([person('Kim Döe'), person('Lee Roe')]);
    const agency = { name: 'Northern Wire', kind: 'organization', profile: null };
    const authors = [person('Lee Roe'), person('Kim Döe'), agency];
    expect(await change(id, { authors })).toMatchObject({
      byline: 'Lee Roe and Kim Döe | Northern Wire',
      authors,
    });
    // The word between them is that of the language.
    expect(await change(id, { language: 'de' })).toMatchObject({
      byline: 'Lee Roe und Kim Döe | Northern Wire',
    });
    expect(await change(id, { byline: 'Max Poe' })).toMatchObject({ authors: [person('Max Poe')] });
    const copy = (await admin.ask('POST', `/api/articles/${id}/duplicate`)).body;
    expect(copy).toMatchObject({ byline: 'Max Poe', authors: [person('Max Poe')] });
    for (const refused of [
      [person('')],
      [{ ...person('A'), kind: 'robot' }],
      Array.from({ length: 13 }, () => person('A')),
      Array.from({ length: 3 }, () => person('A'.repeat(100))),
    ])
      expect((await admin.ask('PATCH', `/api/articles/${id}`, { authors: refused })).status).toBe(422);
  });

  test('readers and machines hear of each author, and names lead to the pages that there are', async () => {
    const { slug } = await profile();
    await published(admin, {
      content: plainArticle('Two of them'),
      slug: 'two',
      byline: 'Kim Döe and Lee Roe | Northern Wire',
    });
    const { page } = await read('/articles/two');
    const byline = page.one('span', { class: 'byline' });
    expect(byline.text).toBe('Kim Döe and Lee Roe | Northern Wire');
    expect(byline.all('a').map((link) => [link.text, link.attribute('href')])).toEqual([
      ['Kim Döe', `/authors/${slug}`],
    ]);
    const url = `${desk.url}/authors/${slug}`;
    expect(dataOf(page).author).toEqual([
      { '@type': 'Person', name: 'Kim Döe', url },
      { '@type': 'Person', name: 'Lee Roe' },
      { '@type': 'Organization', name: 'Northern Wire' },
    ]);
    const names = ['Kim Döe', 'Lee Roe', 'Northern Wire'];
    const [atom, rss, json] = await Promise.all(
      ['/feed.xml', '/rss.xml', '/feed.json'].map(async (path) => parseFeed((await read(path)).text).feed),
    );
    expect((atom as Atom.Feed<string>).entries?.[0]?.authors).toEqual(
      names.map((name, index) => (index === 0 ? { name, uri: url } : { name })),
    );
    expect((rss as Rss.Feed<string>).items?.[0]?.dc?.creators).toEqual(names);
    expect((json as Json.Feed<string>).items?.[0]?.authors).toEqual(
      names.map((name, index) => (index === 0 ? { name, url } : { name })),
    );
  });

  test('an author’s page says who they are and lists their stories, with feeds', async () => {
    const media = await picture(admin, 300, 300);
    const { slug } = await profile({
      bio: 'Writes on <b>tides</b>.\nLives on Pier 4.',
      picture: media,
      link: 'kim@tide.example',
    });
    expect(slug).toBe('kim-doee');
    await published(admin, { content: plainArticle('First'), slug: 'first', byline: 'By Kim Döe' });
    const second = await draft(admin, { content: plainArticle('Second'), slug: 'second', language: 'de' });
    await change(second, { authors: [person('K. Döe', slug), person('Lee Roe')] });
    await publish(admin, second);
    await published(admin, { content: plainArticle('Not theirs'), slug: 'other', byline: 'Lee Roe' });

    const { status, page } = await read(`/authors/${slug}`);
    expect(status).toBe(200);
    expectInert(page);
    expect(page.one('h1').text).toBe('Kim Döe');
    expect(headlines(page)).toEqual(['Second', 'First']);
    expect(page.all('p', { class: 'bio' }).map(({ text }) => text)).toEqual([
      'Writes on <b>tides</b>.',
      'Lives on Pier 4.',
    ]);
    expect(page.one('img', { class: 'portrait' }).attribute('src')).toBe(`/media/${media}`);
    expect(page.one('a', { href: 'mailto:kim@tide.example' }).text).toBe('Contact');
    expect(dataOf(page)).toMatchObject({
      '@type': 'ProfilePage',
      mainEntity: {
        '@type': 'Person',
        name: 'Kim Döe',
        url: `${desk.url}/authors/${slug}`,
        image: `${desk.url}/media/${media}`,
        email: 'kim@tide.example',
      },
    });
    const { feed } = parseFeed((await read(`/authors/${slug}/feed.xml`)).text);
    expect(feed).toMatchObject({ title: { value: 'Kim Döe · The Tide' } });
    expect((feed as Atom.Feed<string>).entries?.map(({ title }) => title?.value)).toEqual([
      'Second',
      'First',
    ]);
    expect((await read('/sitemap-1.xml')).text).toContain(`<loc>${desk.url}/authors/${slug}</loc>`);
    for (const path of ['/authors/lee-roe', '/authors/lee-roe/rss.xml'])
      expect((await read(path)).status, path).toBe(404);
    await admin.ask('POST', `/api/articles/${second}/withdraw`, { note: '' });
    expect(headlines((await read(`/authors/${slug}`)).page)).toEqual(['First']);
  });

  test('a changed name is on the author’s page at once, and on no page that was published before', async () => {
    const { slug, version } = await profile();
    await published(admin, { content: plainArticle('As it was'), slug: 'as-it-was', byline: 'Kim Döe' });
    const changed = await admin.ask('PUT', `/api/authors/${slug}`, { ...blank, name: 'Kim Poe', version });
    expect(changed.body).toMatchObject({ slug, name: 'Kim Poe', version: version + 1 });
    expect((await read(`/authors/${slug}`)).page.one('h1').text).toBe('Kim Poe');
    expect((await read('/articles/as-it-was')).page.one('span', { class: 'byline' }).text).toBe('By Kim Döe');
    // Of two who change the same profile the second hears of it.
    const late = await admin.ask('PUT', `/api/authors/${slug}`, { ...blank, name: 'Too late', version });
    expect(late.status).toBe(409);
    expect((await admin.ask('DELETE', `/api/authors/${slug}`)).status).toBe(204);
    expect((await read(`/authors/${slug}`)).status).toBe(404);
    const { page } = await read('/articles/as-it-was');
    expect(page.one('span', { class: 'byline' }).all('a')).toEqual([]);
    expect(dataOf(page).author).toEqual([{ '@type': 'Person', name: 'Kim Döe' }]);
  });

  test('who stands behind a name is published like everything else', async () => {
    const id = await published(admin, { content: plainArticle('Who'), slug: 'who', byline: 'The Desk' });
    expect(await publicationOf(admin, id)).toMatchObject({ differs: false });
    await change(id, { authors: [person('The Desk')] });
    expect(await publicationOf(admin, id)).toMatchObject({ differs: true });
    expect((await admin.ask('GET', `/api/articles/${id}/changes`)).body.settings).toEqual([
      { field: 'authors', before: 'The Desk (Organization)', after: 'The Desk' },
    ]);
    expect(dataOf((await read('/articles/who')).page).author[0]['@type']).toBe('Organization');
    await publish(admin, id);
    expect(dataOf((await read('/articles/who')).page).author[0]['@type']).toBe('Person');
  });

  test('what is wrong with a profile is said at its field, and only admins make one', async () => {
    for (const [field, value, why] of [
      ['name', ' ', 'name-missing'],
      ['name', 'x'.repeat(101), 'too-long'],
      ['bio', 'x'.repeat(601), 'too-long'],
      ['link', 'javascript:alert(1)', 'link-invalid'],
      ['link', 'mailto:a@b.example?bcc=c@d.example', 'link-invalid'],
      ['link', 'kim', 'link-invalid'],
      ['picture', 'nothing-here', 'picture-unknown'],
    ]) {
      const { status, body } = await admin.ask('POST', '/api/authors', { ...blank, [String(field)]: value });
      expect([field, status, body.errors]).toEqual([field, 422, [{ path: field, message: why }]]);
    }
    expect((await profile()).slug).not.toBe((await profile()).slug);
    const editor = await desk.as('editor');
    expect((await editor.ask('GET', '/api/authors')).body).toHaveLength(2);
    expect((await editor.ask('POST', '/api/authors', blank)).status).toBe(403);
  });

  test('a desk from before there were authors lists what is public by its bylines', async () => {
    await published(admin, { content: plainArticle('Old'), slug: 'old', byline: 'Kim Döe and Lee Roe' });
    await desk.close();
    for (const step of [
      'drop table "liveAuthor"',
      'drop table author',
      'alter table article drop column authors',
    ])
      await place.run(step);
    await place.run(`delete from kysely_migration where name = '0052-authors'`);
    await open();
    admin = desk.visitor();
    await admin.signIn('admin@test.example');
    const { slug } = await profile({ name: 'Lee Roe' });
    expect(headlines((await read(`/authors/${slug}`)).page)).toEqual(['Old']);
  });
});
