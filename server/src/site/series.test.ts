// Parts of a series: their order, what their pages say of it, and that pages of the neighbors are right as parts come and go.
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publicationOf, publish } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let read: Reader;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const set = (id: ArticleId, change: object, browser = editor) =>
    browser.ask('PATCH', `/api/articles/${id}`, change);
  const part = async (
    slug: string,
    series: string,
    seriesPlace: number | null,
    language: 'en' | 'de' = 'en',
  ) => {
    const id = await draft(admin, { content: plainArticle(slug), slug, language });
    expect((await set(id, { series, seriesPlace })).status).toBe(200);
    return id;
  };
  const seen = async (slug: string) => {
    const { page } = await read(`/articles/${slug}`);
    const links = page.all('nav', { class: 'series' }).flatMap((nav) => nav.all('a'));
    return {
      line: page.all('p', { class: 'series-place' }).map(({ text }) => text)[0],
      ...Object.fromEntries(links.map((link) => [link.attribute('rel'), link.attribute('href')])),
    };
  };
  const dataOf = async (slug: string) =>
    JSON.parse((await read(`/articles/${slug}`)).page.one('script', { type: 'application/ld+json' }).text);

  test('those with a place come by it and the others by their time, and neighbors know at once who comes and goes', async () => {
    const last = await part('late', 'The harbor', null);
    const two = await part('two', 'the Harbor', 20);
    const one = await part('one', 'The harbor', 3);
    await part('hafen', 'The harbor', 1, 'de').then((id) => publish(admin, id));
    await publish(admin, last);
    expect(await seen('late')).toEqual({ line: undefined });
    expect(await dataOf('late')).toMatchObject({
      isPartOf: { '@type': 'CreativeWorkSeries', name: 'The harbor' },
      position: 1,
    });
    await publish(admin, two);
    expect(await seen('late')).toEqual({ line: 'Part 2 of 2: The harbor', prev: '/articles/two' });
    await publish(admin, one);
    expect(await seen('one')).toEqual({ line: 'Part 1 of 3: The harbor', next: '/articles/two' });
    expect(await seen('two')).toEqual({
      line: 'Part 2 of 3: the Harbor',
      prev: '/articles/one',
      next: '/articles/late',
    });
    expect((await dataOf('late')).position).toBe(3);
    await admin.ask('POST', `/api/articles/${two}/withdraw`, {});
    expect(await seen('one')).toEqual({ line: 'Part 1 of 2: The harbor', next: '/articles/late' });
    expect(await seen('late')).toEqual({ line: 'Part 2 of 2: The harbor', prev: '/articles/one' });
  });

  test('a part of another series, or of none, counts from its next revision on', async () => {
    const ids = [await part('tide-1', 'Tides', 1), await part('tide-2', 'Tides', 2)];
    for (const id of ids) await publish(admin, id);
    const [, second = ''] = ids;
    await set(second as ArticleId, { series: '' });
    expect((await admin.ask('GET', `/api/articles/${second}`)).body).toMatchObject({
      series: '',
      seriesPlace: null,
    });
    expect(await publicationOf(admin, second as ArticleId)).toMatchObject({ differs: true });
    const { settings } = (await admin.ask('GET', `/api/articles/${second}/changes`)).body;
    expect(settings).toEqual([{ field: 'series', before: 'Tides · 2', after: '' }]);
    expect(await seen('tide-1')).toMatchObject({ next: '/articles/tide-2' });
    await publish(admin, second as ArticleId);
    expect([await seen('tide-1'), await seen('tide-2')]).toEqual([{ line: undefined }, { line: undefined }]);
  });

  test('a preview counts the part as it would be, and no page names what is not public', async () => {
    await publish(admin, await part('wind-1', 'Winds', 1));
    const hidden = await part('wind-2', 'Winds', 2);
    expect((await read('/articles/wind-1')).text).not.toContain('wind-2');
    const preview = (await admin.ask('GET', `/api/articles/${hidden}/preview`)).body as string;
    expect(preview).toContain('Part 2 of 2:');
    expect(preview).toContain('href="/articles/wind-1" rel="prev"');
  });

  test('the desk’s series are listed once each, and what does not fit is refused at its field', async () => {
    await part('reef-1', 'Reefs', null);
    await part('reef-2', 'Reefs', null);
    const other = await part('reef-3', 'reefs', null);
    const { body } = await editor.ask('GET', '/api/series');
    expect(body).toContainEqual({ name: 'Reefs', articles: 3 });
    for (const [field, value] of [
      ['series', 'x'.repeat(121)],
      ['seriesPlace', 0],
      ['seriesPlace', 1.5],
    ]) {
      const { status, body } = await set(other, { [String(field)]: value });
      expect([status, body.errors[0].path]).toEqual([422, field]);
    }
    expect((await set(other, { series: 'Ships' }, await desk.as('reviewer'))).status).toBe(403);
  });
});
