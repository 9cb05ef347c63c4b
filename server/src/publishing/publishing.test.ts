import type { Revision } from '@galley/shared/api/publishing.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { addSection } from '@galley/shared/article/outline.ts';
import { writeBlocks } from '@galley/shared/article/read-article.ts';
import { note, p, t } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Browser } from '../accounts/testing.ts';
import { type TestClient, until } from '../collab/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { askToPublish, draft, plainArticle, publicationOf, publish } from './testing.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
  });
  afterAll(() => desk.close());

  let made = 0;
  /** An article that can be published, at a slug of its own. */
  const ready = async (content: ArticleContent = plainArticle('Ready')) => {
    made += 1;
    const slug = `article-${made}`;
    return { id: await draft(admin, { content, slug }), slug };
  };
  const change = (id: ArticleId, settings: object) => admin.ask('PATCH', `/api/articles/${id}`, settings);
  const withdraw = (id: ArticleId, note?: string) =>
    admin.ask('POST', `/api/articles/${id}/withdraw`, note === undefined ? {} : { note });
  const page = (slug: string) => desk.visitor().ask('GET', `/articles/${slug}`);

  const edit = (id: ArticleId, change: (client: TestClient) => void) => editAs(desk, 'editor', id, change);
  const type = (id: ArticleId, text: string) => edit(id, (client) => client.text('text').insert(0, text));

  describe('a publication', () => {
    test('makes a revision that says who, when and what', async () => {
      const { id, slug } = await ready();
      const { hash } = await publicationOf(admin, id);
      const revision = await publish(admin, id);
      const { id: adminId } = await desk.person('admin');
      expect(revision).toMatchObject({ article: id, number: 1, hash, note: '', publishedBy: adminId });
      expect(await publicationOf(admin, id)).toMatchObject({
        live: 1,
        revisions: [revision],
        differs: false,
        withdrawn: false,
        url: `${desk.url}/articles/${slug}`,
      });
      const row = await admin.ask('GET', `/api/articles/${id}`);
      expect(row.body).toMatchObject({ stage: 'published', liveRevision: 1 });
      const whole = await admin.ask('GET', `/api/articles/${id}/revisions/1`);
      expect(whole.body).toMatchObject({ ...revision, slug, content: { headline: 'Ready' } });
      expect(whole.body.html).toContain('<p>Some words.</p>');
      expect(whole.body.metadata).toMatchObject({ firstPublishedAt: revision.publishedAt, words: 2 });
    });

    test('is refused where it would say the same again, unless a note says why', async () => {
      const { id } = await ready();
      await publish(admin, id);
      expect((await askToPublish(admin, id)).body).toMatchObject({ code: 'conflict', status: 409 });
      expect((await publish(admin, id, 'We had the wrong date.')).number).toBe(2);
    });

    test('is refused where the text has changed since the admin looked', async () => {
      const { id } = await ready();
      const { hash } = await publicationOf(admin, id);
      await type(id, 'Typed meanwhile. ');
      const input = { hash, after: 0 };
      const refused = await admin.ask('POST', `/api/articles/${id}/publish`, input);
      expect(refused.body).toMatchObject({ code: 'conflict', status: 409 });
      expect((await publicationOf(admin, id)).revisions).toEqual([]);
      expect((await publish(admin, id)).number).toBe(1);
    });

    test('is refused where somebody else published first', async () => {
      const { id } = await ready();
      const { hash } = await publicationOf(admin, id);
      await publish(admin, id);
      for (const after of [0, 2]) {
        const input = { hash, after, note: 'Mine' };
        const refused = await admin.ask('POST', `/api/articles/${id}/publish`, input);
        expect(refused.body).toMatchObject({ code: 'conflict', status: 409 });
      }
      expect((await publicationOf(admin, id)).revisions.length).toBe(1);
    });

    test('is refused in the archive, for an unknown article and for a request that is none', async () => {
      const { id } = await ready();
      await change(id, { archived: true });
      expect((await askToPublish(admin, id)).body).toMatchObject({ code: 'archived' });
      await change(id, { archived: false });
      const unknown = await admin.ask('POST', '/api/articles/nosucharticle0/publish', {
        hash: 'x',
        after: 0,
      });
      expect(unknown.status).toBe(404);
      for (const input of [{}, { hash: 'x' }, { hash: 7, after: 0 }, { hash: 'x', after: -1 }, []]) {
        const answer = await admin.ask('POST', `/api/articles/${id}/publish`, input);
        expect(answer.body).toMatchObject({ code: 'invalid-input', status: 422 });
      }
    });

    test('is refused where no reader could take it in', async () => {
      const { id, slug } = await ready();
      await edit(id, ({ doc }) => {
        doc.transact(() => {
          for (let count = 0; count < 201; count += 1)
            writeBlocks(sectionFragment(doc, addSection(doc, { kind: 'text' })), [p('Words.')]);
        });
      });
      expect((await publicationOf(admin, id)).readiness).toEqual([]);
      expect((await askToPublish(admin, id)).body).toMatchObject({ code: 'conflict', status: 409 });
      expect((await page(slug)).status).toBe(404);
      expect((await desk.visitor().ask('GET', '/')).status).toBe(200);
    });

    test('and a withdrawal are an admin’s alone', async () => {
      const { id, slug } = await ready();
      for (const role of ['editor', 'reviewer', 'viewer'] as const) {
        const browser = await desk.as(role);
        expect((await askToPublish(browser, id)).body).toMatchObject({ code: 'not-allowed', status: 403 });
      }
      expect((await page(slug)).status).toBe(404);
      await publish(admin, id);
      for (const role of ['editor', 'reviewer', 'viewer'] as const) {
        const browser = await desk.as(role);
        const refused = await browser.ask('POST', `/api/articles/${id}/withdraw`, {});
        expect(refused.body).toMatchObject({ code: 'not-allowed', status: 403 });
      }
      expect((await page(slug)).status).toBe(200);
    });

    test('keeps editors’ notes at the desk', async () => {
      const { id } = await ready(
        plainArticle('Noted', p('A ', t('claim', note('Ask the harbor master!')), '.')),
      );
      await publish(admin, id);
      const revision = await admin.ask('GET', `/api/articles/${id}/revisions/1`);
      expect(JSON.stringify(revision.body)).not.toMatch(/harbor master|"note","attrs|"type":"note"/);
      expect(revision.body.html).toContain('<p>A claim.</p>');
    });
  });

  describe('revisions', () => {
    test('are numbered without gaps, however many publish at once', async () => {
      const { id } = await ready();
      const { hash } = await publicationOf(admin, id);
      for (let after = 0; after < 5; after += 1) {
        const answers = await Promise.all(
          ['a', 'b', 'c', 'd'].map((name) =>
            admin.ask('POST', `/api/articles/${id}/publish`, { hash, after, note: `${after} by ${name}` }),
          ),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      }
      // Nor by those who look anew each time.
      await Promise.all(['e', 'f', 'g'].map((name) => askToPublish(admin, id, `By ${name}`)));
      const { revisions, live } = await publicationOf(admin, id);
      expect(revisions.length).toBeGreaterThan(5);
      expect(revisions.map(({ number }) => number)).toEqual(
        Array.from(revisions, (_, index) => revisions.length - index),
      );
      expect(live).toBe(revisions.length);
    });

    test('are as they were, whatever is typed and set later', async () => {
      const { id } = await ready();
      await publish(admin, id);
      const whole = async () => (await admin.ask('GET', `/api/articles/${id}/revisions/1`)).body;
      const before = await whole();
      await type(id, 'Rewritten. ');
      await change(id, { byline: 'Somebody else', slug: 'elsewhere' });
      await publish(admin, id);
      await withdraw(id);
      expect(await whole()).toEqual(before);
    });

    test('are never changed and never deleted, by the database’s own rule', async () => {
      const { id } = await ready();
      await publish(admin, id);
      for (const statement of [
        `update "revision" set "html" = '' where "article" = '${id}'`,
        `delete from "revision" where "article" = '${id}'`,
        `update "slug" set "article" = 'another' where "article" = '${id}'`,
        `delete from "slug" where "article" = '${id}'`,
        ...(place.kind === 'postgres' ? ['truncate "revision"', 'truncate "slug"'] : []),
      ])
        await expect(place.run(statement), statement).rejects.toThrow(/never change/);
    });

    test('that don’t exist can’t be read', async () => {
      const { id } = await ready();
      await publish(admin, id);
      for (const number of ['0', '2', '-1', '1.5', 'x', '1e9', '99999999999'])
        expect((await admin.ask('GET', `/api/articles/${id}/revisions/${number}`)).status).toBe(404);
    });
  });

  describe('what differs from the public page', () => {
    test('is reported, in text and settings', async () => {
      const { id, slug } = await ready();
      await publish(admin, id);
      await type(id, 'Fresh. ');
      await change(id, { byline: 'Kim Doe', slug: `${slug}-new`, language: 'de' });
      expect(await publicationOf(admin, id)).toMatchObject({ differs: true, live: 1 });
      const { body } = await admin.ask('GET', `/api/articles/${id}/changes`);
      expect(body).toMatchObject({
        from: 1,
        to: null,
        settings: [
          { field: 'slug', before: slug, after: `${slug}-new` },
          { field: 'byline', before: '', after: 'Kim Doe' },
          { field: 'language', before: 'en', after: 'de' },
        ],
      });
      expect(JSON.stringify(body.comparison)).toContain('Fresh.');
      // The reader still sees what was published.
      const { body: html } = await page(slug);
      expect(html).not.toContain('Fresh.');
      expect(html).not.toContain('Kim Doe');
    });

    test('can be asked between any two revisions, and from nothing', async () => {
      const { id } = await ready();
      await publish(admin, id);
      await type(id, 'Second. ');
      await publish(admin, id);
      const changes = (query: string) => admin.ask('GET', `/api/articles/${id}/changes?${query}`);
      expect((await changes('from=1&to=2')).body).toMatchObject({ from: 1, to: 2, settings: [] });
      expect(JSON.stringify((await changes('from=0&to=1')).body.comparison)).toContain('Some words.');
      expect((await changes('from=1&to=3')).status).toBe(404);
      expect((await changes('from=7')).status).toBe(404);
      expect((await changes('from=x')).status).toBe(422);
    });
  });

  describe('a slug', () => {
    test('stays its article’s, even when the article has another', async () => {
      const { id, slug } = await ready();
      await publish(admin, id);
      await change(id, { slug: `${slug}-later` });
      await publish(admin, id);
      const { id: other } = await ready();
      expect((await change(other, { slug })).body).toMatchObject({
        code: 'conflict',
        errors: [{ path: 'slug' }],
      });
      expect((await change(id, { slug })).status).toBe(200);
    });

    test('can’t be taken from a published article', async () => {
      const { id } = await ready();
      await publish(admin, id);
      expect((await change(id, { slug: null })).body).toMatchObject({ code: 'conflict' });
    });
  });

  describe('a withdrawal', () => {
    test('takes the page away, says why, and can be undone by publishing again', async () => {
      const { id, slug } = await ready();
      await publish(admin, id);
      const answer = await withdraw(id, 'A source has come forward.');
      expect(answer.body).toMatchObject({
        live: null,
        withdrawn: true,
        withdrawal: { note: 'A source has come forward.', by: (await desk.person('admin')).id },
      });
      expect((await page(slug)).status).toBe(410);
      expect((await admin.ask('GET', `/api/articles/${id}`)).body.stage).toBe('withdrawn');

      const again: Revision = await publish(admin, id);
      expect(again.number).toBe(2);
      expect((await page(slug)).status).toBe(200);
      expect(await publicationOf(admin, id)).toMatchObject({ live: 2, withdrawn: false, withdrawal: null });
    });

    test('of what the public does not see is refused', async () => {
      const { id } = await ready();
      expect((await withdraw(id)).body).toMatchObject({ code: 'conflict', status: 409 });
      await publish(admin, id);
      const answers = await Promise.all([withdraw(id), withdraw(id), withdraw(id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect((await admin.ask('POST', '/api/articles/nosucharticle0/withdraw', {})).status).toBe(404);
    });
  });

  test('the desk hears of a publication at once', async () => {
    const { id } = await ready();
    const heard: unknown[] = [];
    const editor = await desk.as('editor');
    const live = new WebSocket(`${desk.url.replace('http', 'ws')}/api/live`, {
      headers: { cookie: editor.cookie },
      origin: desk.url,
    });
    live.on('message', (data) => heard.push(JSON.parse(String(data))));
    await until(() => heard.length > 0);
    await publish(admin, id);
    await until(() =>
      heard.some((event) => JSON.stringify(event) === JSON.stringify({ type: 'article', id })),
    );
    live.close();
  });
});
